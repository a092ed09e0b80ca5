package dev.breakwater.image.facts;

/**
 * What an image was built on.
 *
 * @param name a reference such as {@code docker.io/library/debian:12-slim}
 * @param evidence how sure that is
 */
public record BaseImage(String name, Evidence evidence) {

  /** How the base was recognised. */
  public enum Evidence {
    /** Its layers are the lowest layers of this image: compared with its own manifest. */
    LAYERS,
    /** A label of the image says so; anybody can write one. */
    LABEL,
    /** The history looks like it. */
    HISTORY
  }
}
