package dev.breakwater.engine.finding;

import java.util.List;

/** What a finding is about when the fields of the object do not say it. */
public sealed interface Detail {
  /** The object says it all. */
  Detail NONE = new None();

  /**
   * What tells the finding from others of the same check at the same place, for as long as it is.
   */
  String key();

  /** The image in which it was found, as the pods name it; empty where it is not in an image. */
  String image();

  /** Nothing more. */
  record None() implements Detail {
    @Override
    public String image() {
      return "";
    }

    @Override
    public String key() {
      return "";
    }
  }

  /**
   * A package of an image with known vulnerabilities.
   *
   * @param image the reference as the pods name it
   * @param name of the package
   * @param installed its version
   * @param fixed the versions that fix it; empty when nothing does
   * @param vulnerabilities their ids, what to look at first comes first
   * @param score the highest CVSS score among them, 0 to 10; 0 when there is none
   * @param exploited whether one of them is known to be exploited
   */
  record OfPackage(
      String image,
      String name,
      String installed,
      String fixed,
      List<String> vulnerabilities,
      double score,
      boolean exploited)
      implements Detail {
    /** Copies the list. */
    public OfPackage {
      vulnerabilities = List.copyOf(vulnerabilities);
    }

    /** The reference takes no part: a new tag with the old package is no news. */
    @Override
    public String key() {
      return name + '@' + installed;
    }
  }

  /**
   * An image as a whole.
   *
   * @param image the reference as the pods name it
   */
  record OfImage(String image) implements Detail {
    /** The reference takes no part: a new tag with the same problem is no news. */
    @Override
    public String key() {
      return "";
    }
  }

  /**
   * A file of an image.
   *
   * @param image the reference as the pods name it
   * @param file its path, without a leading slash; empty for the image's configuration
   * @param rule what was found there
   */
  record OfFile(String image, String file, String rule) implements Detail {
    @Override
    public String key() {
      return rule + '@' + file;
    }
  }
}
