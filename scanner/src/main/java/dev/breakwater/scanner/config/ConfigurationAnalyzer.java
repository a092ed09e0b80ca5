package dev.breakwater.scanner.config;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.ImageAnalyzer;
import dev.breakwater.scanner.secret.SecretAnalyzer;
import dev.breakwater.scanner.secret.SecretRules;

/** Finds weaknesses and secrets in the configuration of an image and in its history. */
public final class ConfigurationAnalyzer implements ImageAnalyzer {

  private final ConfigurationReview review;
  private final String id;

  /** Looks for secrets by these rules. */
  public ConfigurationAnalyzer(SecretRules rules) {
    this.review = new ConfigurationReview(rules);
    this.id = "configuration 1, " + new SecretAnalyzer(rules).id();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void analyze(ImageConfiguration configuration, Platform platform, Findings findings) {
    review.weaknesses(configuration, platform).forEach(findings::add);
    review.secrets(configuration).forEach(findings::add);
  }
}
