package dev.breakwater.image.facts;

import java.util.List;

/**
 * How Red Hat built a layer: its advisories speak about the content sets that a package came from.
 *
 * @param contentSets such as {@code rhel-8-for-x86_64-baseos-rpms}, without the {@code __} and
 *     digits at their end; empty when only the name is known
 * @param nvr name, version and release of the image that the layer was built as, such as {@code
 *     ubi8-container-8.4-203}; empty when it is not known
 * @param architecture such as {@code x86_64}; empty when it is not known
 */
public record BuildInfo(List<String> contentSets, String nvr, String architecture) {
  /** Nothing is known. */
  public static final BuildInfo NONE = new BuildInfo(List.of(), "", "");

  /** Copies the list. */
  public BuildInfo {
    contentSets = List.copyOf(contentSets);
  }
}
