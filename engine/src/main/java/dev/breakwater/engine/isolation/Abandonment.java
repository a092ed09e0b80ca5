package dev.breakwater.engine.isolation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether what a profile made, and nothing wants any more, is to go. */
final class Abandonment {
  private final Map<String, IsolationProfile> profiles;

  private Abandonment(Map<String, IsolationProfile> profiles) {
    this.profiles = profiles;
  }

  static Abandonment of(List<IsolationProfile> profiles) {
    return new Abandonment(
        profiles.stream()
            .collect(
                Collectors.toMap(
                    IsolationProfile::name, Function.identity(), (first, second) -> first)));
  }

  /**
   * Whether to remove it.
   *
   * @param marked the profile that it is marked with
   * @param deletionPolicy the policy that it is marked with, which counts once the profile is gone
   * @param winner the profile that has the namespace now
   */
  boolean removes(String marked, String deletionPolicy, Optional<IsolationProfile> winner) {
    if (winner.isPresent() && winner.get().name().equals(marked)) {
      return true;
    }
    return Optional.ofNullable(profiles.get(marked))
        .map(profile -> !profile.paused() && profile.problem().isEmpty() && !profile.orphan())
        .orElse(!marked.isEmpty() && deletionPolicy.equals("Delete"));
  }
}
