package dev.breakwater.scanner.config;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.ImageAnalyzer;
import dev.breakwater.scanner.secret.SecretRules;

/** Weaknesses that the configuration of an image shows. */
public final class ConfigurationAnalyzer implements ImageAnalyzer {
  private final String id;
  private final ConfigurationReview review;

  /** Knows a secret by these rules. */
  public ConfigurationAnalyzer(SecretRules rules) {
    this.id = "weak configuration 1 " + rules.hash();
    this.review = new ConfigurationReview(rules);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void analyze(ImageConfiguration configuration, Platform platform, Findings findings) {
    review.weaknesses(configuration, platform).forEach(findings::add);
  }
}
