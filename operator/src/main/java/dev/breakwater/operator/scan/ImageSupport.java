package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.Scanner;
import dev.breakwater.operator.image.ImageModule;
import dev.breakwater.operator.status.Conditions;
import java.util.List;
import java.util.Optional;

/** Whether the images that a schedule wants to be scanned can be scanned. */
public sealed interface ImageSupport {
  /** Nobody scans images. */
  record Off() implements ImageSupport {}

  /** They are scanned, and compared with the advisories of the day. */
  record Full() implements ImageSupport {}

  /**
   * They are scanned, but not compared with the advisories of the day.
   *
   * @param complaint why, in a sentence
   */
  record Lacking(String complaint) implements ImageSupport {}

  /**
   * What {@code images} can do now.
   *
   * @param images empty where nobody scans images
   */
  static ImageSupport of(Optional<ImageModule> images) {
    return images
        .map(module -> module.complaint().<ImageSupport>map(Lacking::new).orElseGet(Full::new))
        .orElseGet(Off::new);
  }

  /** Adds what a schedule with these scanners must know; nothing where it asks for no images. */
  default void describe(List<Scanner> scanners, Conditions conditions) {
    if (!scanners.contains(Scanner.VULNERABILITIES) && !scanners.contains(Scanner.SECRETS)) {
      return;
    }
    String type = "ImagesScanned";
    switch (this) {
      case Off _ ->
          conditions.set(
              type,
              false,
              "FeatureOff",
              "the operator runs without image-scans: switch features.imageScans on in its chart,"
                  + " or leave Vulnerabilities and Secrets out of spec.scanners");
      case Lacking(String complaint) ->
          conditions.set(type, false, "AdvisoriesNotFresh", complaint);
      case Full _ ->
          conditions.set(
              type,
              true,
              "AdvisoriesFresh",
              "images are read, and compared with the advisories of the day");
    }
  }
}
