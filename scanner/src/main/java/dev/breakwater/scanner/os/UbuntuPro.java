package dev.breakwater.scanner.os;

import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.Optional;

/**
 * {@code var/lib/ubuntu-advantage/status.json}: whether the system gets the fixes of Expanded
 * Security Maintenance, which have advisories of their own.
 */
final class UbuntuPro {

  private static final int MAX_BYTES = 1 << 20;

  private UbuntuPro() {}

  /** The stream whose name appends {@code -ESM} to the version, when {@code esm-infra} is on. */
  static Optional<SystemCandidate> read(byte[] content)
      throws MalformedException, LimitExceededException {
    JsonObject status = JsonObject.parse(content, "status of Ubuntu Pro", MAX_BYTES);
    for (JsonObject service : status.objects("services")) {
      if (service.text("name").filter("esm-infra"::equals).isPresent()
          && service.text("status").filter("enabled"::equals).isPresent()) {
        return Optional.of(Candidates.stream("ubuntu", "-ESM"));
      }
    }
    return Optional.empty();
  }
}
