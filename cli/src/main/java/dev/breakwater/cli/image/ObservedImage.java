package dev.breakwater.cli.image;

import dev.breakwater.cli.console.Progress;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.Image;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.VerifiedStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An image that shows how far its reading has come.
 *
 * @param begun how many layers were opened
 */
record ObservedImage(
    ImageSource.Layered source, String name, Progress progress, AtomicInteger begun)
    implements ImageSource.Layered {

  ObservedImage(ImageSource.Layered source, String name, Progress progress) {
    this(source, name, progress, new AtomicInteger());
  }

  @Override
  public Image image() throws PullException {
    progress.show(name + ": asking what it is");
    return source.image();
  }

  @Override
  public VerifiedStream open(Descriptor blob) throws PullException {
    progress.show(
        "%s: layer %d of %d"
            .formatted(name, begun.incrementAndGet(), source.image().layers().size()));
    return source.open(blob);
  }

  @Override
  public void close() {
    source.close();
  }
}
