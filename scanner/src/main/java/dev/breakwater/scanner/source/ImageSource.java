package dev.breakwater.scanner.source;

import java.nio.file.Path;

/** Where an image comes from. */
public sealed interface ImageSource {

  /** An image of layers: in a registry, an archive or a layout. */
  non-sealed interface Layered extends ImageSource, AutoCloseable {

    /**
     * The image for the platform that this source was made for. Read once, then remembered.
     *
     * @throws PullException when it cannot be had, with the reason
     */
    Image image() throws PullException;

    /**
     * Opens a blob of this image; safe to be called from many threads. The stream fails with a
     * {@link PullException} when the bytes are not those that {@code blob} names.
     *
     * @throws PullException when it cannot be had
     */
    VerifiedStream open(Descriptor blob) throws PullException;

    /** Gives back what is held open; streams end with it. */
    @Override
    void close();
  }

  /**
   * The unpacked file system of an image, without manifest or layers.
   *
   * @param root the folder that is {@code /} of the image
   */
  record Folder(Path root) implements ImageSource {}
}
