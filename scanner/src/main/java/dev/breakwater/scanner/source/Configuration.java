package dev.breakwater.scanner.source;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageConfiguration.Step;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of an image (<a
 * href="https://github.com/opencontainers/image-spec/blob/main/config.md">config.md</a>).
 *
 * @param platform as written
 * @param diffIds of the layers, from the bottom up
 * @param configuration how it wants to be run
 */
record Configuration(Platform platform, List<Digest> diffIds, ImageConfiguration configuration) {
  static final int MAX_BYTES = 8 << 20;

  /** Reproducible builds write 1970 or a little later; nobody built an image before this. */
  private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

  static Configuration read(byte[] json) throws MalformedException, LimitExceededException {
    JsonObject root = JsonObject.parse(json, "configuration", MAX_BYTES);
    JsonObject config = objectOrEmpty(root, "config");
    ImageConfiguration configuration =
        new ImageConfiguration(
            created(root.text("created").orElse("")),
            config.text("User").orElse(""),
            config.object("ExposedPorts").map(JsonObject::names).orElse(List.of()),
            config.texts("Entrypoint"),
            config.texts("Cmd"),
            environment(config.texts("Env")),
            config.textMap("Labels"),
            healthcheck(config),
            history(root));
    Platform platform =
        new Platform(
            root.text("os").orElse(""),
            root.text("architecture").orElse(""),
            root.text("variant").orElse(""));
    return new Configuration(platform, diffIds(root), configuration);
  }

  private static JsonObject objectOrEmpty(JsonObject parent, String name)
      throws MalformedException, LimitExceededException {
    Optional<JsonObject> object = parent.object(name);
    return object.isPresent() ? object.get() : JsonObject.parse(new byte[] {'{', '}'}, name, 2);
  }

  private static Optional<Instant> created(String text) {
    try {
      Instant created = OffsetDateTime.parse(text).toInstant();
      return created.isBefore(EARLIEST) ? Optional.empty() : Optional.of(created);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> environment(List<String> variables) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      environment.put(
          equals < 0 ? variable : variable.substring(0, equals),
          equals < 0 ? "" : variable.substring(equals + 1));
    }
    return environment;
  }

  private static Optional<List<String>> healthcheck(JsonObject config) throws MalformedException {
    Optional<JsonObject> healthcheck = config.object("Healthcheck");
    return healthcheck.isEmpty()
        ? Optional.empty()
        : Optional.of(healthcheck.get().texts("Test")).filter(test -> !test.isEmpty());
  }

  private static List<Step> history(JsonObject root) throws MalformedException {
    List<Step> history = new ArrayList<>();
    for (JsonObject step : root.objects("history")) {
      history.add(new Step(step.text("created_by").orElse(""), step.flag("empty_layer")));
    }
    return List.copyOf(history);
  }

  private static List<Digest> diffIds(JsonObject root) throws MalformedException {
    List<Digest> diffIds = new ArrayList<>();
    Optional<JsonObject> rootfs = root.object("rootfs");
    if (rootfs.isPresent()) {
      for (String text : rootfs.get().texts("diff_ids")) {
        switch (Digest.parse(text)) {
          case Parsed.Valid<Digest>(Digest digest) -> diffIds.add(digest);
          case Parsed.Invalid<Digest>(String reason) ->
              throw new MalformedException("configuration.rootfs.diff_ids: " + reason);
        }
      }
    }
    return List.copyOf(diffIds);
  }
}
