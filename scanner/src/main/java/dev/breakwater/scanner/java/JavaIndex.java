package dev.breakwater.scanner.java;

import java.io.IOException;
import java.util.Optional;

/**
 * What Maven Central knows about archives: the Java index of Trivy, or anything like it. It may be
 * asked by several threads.
 */
public interface JavaIndex {

  /** What identifies the index and its state: results that it helped to find depend on it. */
  String version();

  /**
   * The artifact with these exact bytes.
   *
   * @param sha1 40 hexadecimal digits in lower case
   */
  Optional<Artifact> bySha1(String sha1) throws IOException;

  /** The group that publishes most under this artifact and version. */
  Optional<String> groupOf(String artifact, String version) throws IOException;

  /** Whether such an artifact was ever published. */
  boolean exists(String group, String artifact) throws IOException;
}
