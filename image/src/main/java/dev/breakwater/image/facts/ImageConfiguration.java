package dev.breakwater.image.facts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an image wants to be run: its <a
 * href="https://github.com/opencontainers/image-spec/blob/main/config.md">configuration</a>.
 *
 * @param created when it was made; absent when it is not said or lies before 1980, which is what
 *     reproducible builds write
 * @param user as written, {@code user[:group]}; empty means root
 * @param exposedPorts such as {@code 8080/tcp}, in their order
 * @param entrypoint the command that is always run
 * @param command its default arguments
 * @param environment name to value, in their order
 * @param labels in their order
 * @param healthcheck the test that Docker would run, when there is one
 * @param history what made each layer, the oldest first
 */
public record ImageConfiguration(
    Optional<Instant> created,
    String user,
    List<String> exposedPorts,
    List<String> entrypoint,
    List<String> command,
    Map<String, String> environment,
    Map<String, String> labels,
    Optional<List<String>> healthcheck,
    List<Step> history) {

  /** Of what is no image. */
  public static final ImageConfiguration NONE =
      new ImageConfiguration(
          Optional.empty(),
          "",
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          List.of());

  /**
   * One step of the history.
   *
   * @param createdBy the command that made it
   * @param emptyLayer whether it made no layer
   */
  public record Step(String createdBy, boolean emptyLayer) {}
}
