package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a status that is not a success means. */
final class Faults {
  private static final int MAX_BODY = 1 << 13;
  private static final int MAX_CODE = 40;

  private Faults() {}

  /** The reason, closing the answer. Of its body only the code of the error is repeated. */
  static PullException of(Answer answer, Transport transport, String what) throws IOException {
    PullFailure failure =
        switch (answer.status()) {
          case 401 -> PullFailure.UNAUTHORIZED;
          case 403 -> PullFailure.FORBIDDEN;
          case 404 -> PullFailure.NOT_IN_REGISTRY;
          case 429 -> PullFailure.RATE_LIMITED;
          default -> PullFailure.REGISTRY_ERROR;
        };
    String message = what + " answers " + answer.status() + code(answer);
    return new PullException(failure, message, transport.retryAfter(answer));
  }

  /** Such as {@code MANIFEST_UNKNOWN}, from the list of the distribution specification. */
  private static String code(Answer answer) throws IOException {
    try (answer) {
      byte[] body = answer.body().readNBytes(MAX_BODY);
      List<JsonObject> errors = JsonObject.parse(body, "error", MAX_BODY).objects("errors");
      Optional<String> code = errors.isEmpty() ? Optional.empty() : errors.getFirst().text("code");
      return code.filter(text -> text.length() <= MAX_CODE)
          .filter(text -> text.chars().allMatch(c -> c == '_' || (c >= 'A' && c <= 'Z')))
          .map(text -> " " + text)
          .orElse("");
    } catch (IOException e) {
      // what it says is a courtesy, the status is what counts
      return "";
    }
  }
}
