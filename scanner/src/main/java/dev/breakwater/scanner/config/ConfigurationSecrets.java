package dev.breakwater.scanner.config;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.ImageAnalyzer;
import dev.breakwater.scanner.secret.SecretRules;

/** Secrets that the configuration and the history of an image give away. */
public final class ConfigurationSecrets implements ImageAnalyzer {
  private final String id;
  private final ConfigurationReview review;

  /** Looks for secrets by these rules. */
  public ConfigurationSecrets(SecretRules rules) {
    this.id = "secrets of the configuration 1 " + rules.hash();
    this.review = new ConfigurationReview(rules);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void analyze(ImageConfiguration configuration, Platform platform, Findings findings) {
    review.secrets(configuration).forEach(findings::add);
  }
}
