package dev.breakwater.operator.runtime;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How this process was told to run, from environment variables that start with {@code BREAKWATER_}.
 *
 * @param namespace where the operator runs and keeps its lease and the cluster's report; {@code
 *     BREAKWATER_NAMESPACE}
 * @param identity what this replica is called in the lease; {@code BREAKWATER_IDENTITY}, the pod's
 *     name
 * @param leaderElection whether several replicas share the work; {@code
 *     BREAKWATER_LEADER_ELECTION}, default true
 * @param httpPort where health and metrics are served; {@code BREAKWATER_HTTP_PORT}, default 8080,
 *     0 picks a free one
 * @param features what is switched on; {@code BREAKWATER_FEATURES}, default all
 * @param images how images are scanned
 */
public record Settings(
    String namespace,
    String identity,
    boolean leaderElection,
    int httpPort,
    Set<Feature> features,
    ImageSettings images) {
  /** A part of the operator that can be switched off; its rights in the cluster go with it. */
  public enum Feature {
    /** ScanSchedule and SecurityReport. */
    SCANS,
    /** What is in the images that run; only together with {@link #SCANS}. */
    IMAGE_SCANS,
    /** ImagePolicy and its admission policies. */
    IMAGE_POLICIES,
    /** NetworkIsolationProfile. */
    ISOLATION;

    /** The spelling of the setting: {@code image-policies}. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** A setting that cannot be used; the message names it, its value and the remedy. */
  public static final class InvalidSettingException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidSettingException(String name, String value, String remedy) {
      super(name + "=" + value + ": " + remedy);
    }
  }

  /**
   * Reads the settings.
   *
   * @throws InvalidSettingException if one cannot be used
   */
  public static Settings from(Map<String, String> environment) throws InvalidSettingException {
    return new Settings(
        environment.getOrDefault("BREAKWATER_NAMESPACE", "breakwater-system"),
        environment.getOrDefault(
            "BREAKWATER_IDENTITY", environment.getOrDefault("HOSTNAME", "breakwater")),
        bool(environment, "BREAKWATER_LEADER_ELECTION"),
        port(environment, "BREAKWATER_HTTP_PORT"),
        features(environment, "BREAKWATER_FEATURES"),
        ImageSettings.from(environment));
  }

  /** Whether {@code feature} is switched on. */
  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  static boolean bool(Map<String, String> environment, String name) throws InvalidSettingException {
    String value = environment.getOrDefault(name, "true");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidSettingException(name, value, "write true or false");
    };
  }

  private static int port(Map<String, String> environment, String name)
      throws InvalidSettingException {
    String value = environment.getOrDefault(name, "8080");
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, as a number out of range is.
    }
    throw new InvalidSettingException(name, value, "write a port from 0 to 65535");
  }

  private static Set<Feature> features(Map<String, String> environment, String name)
      throws InvalidSettingException {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      return EnumSet.allOf(Feature.class);
    }
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (String label : value.split(",", -1)) {
      features.add(
          Arrays.stream(Feature.values())
              .filter(feature -> feature.label().equals(label.trim()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InvalidSettingException(
                          name,
                          value,
                          "'"
                              + label.trim()
                              + "' is no feature; write a comma-separated list of "
                              + Arrays.stream(Feature.values())
                                  .map(Feature::label)
                                  .collect(Collectors.joining(", ")))));
    }
    return features;
  }
}
