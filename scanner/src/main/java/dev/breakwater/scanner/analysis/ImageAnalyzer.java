package dev.breakwater.scanner.analysis;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.Platform;

/** Judges what an image says about itself, apart from its files. Has no state. */
public interface ImageAnalyzer {

  /** A name and the version of its rules, part of the cache's key: see {@link Analyzer#id()}. */
  String id();

  /**
   * Reads the configuration. Only weaknesses, secrets and problems are taken; the layer of a secret
   * is -1.
   */
  void analyze(ImageConfiguration configuration, Platform platform, Findings findings);
}
