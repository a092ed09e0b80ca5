package dev.breakwater.scanner.registry;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.Image;
import dev.breakwater.scanner.source.ImageResolver;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.VerifiedStream;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** An image in a registry. */
final class RegistryImage implements ImageSource.Layered, ImageResolver.Content {
  private final Repository repository;
  private final ImageReference reference;
  private final Platform node;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Image> image = Optional.empty();

  RegistryImage(Repository repository, ImageReference reference, Platform node) {
    this.repository = repository;
    this.reference = reference;
    this.node = node;
  }

  @Override
  public Image image() throws PullException {
    lock.lock();
    try {
      if (image.isEmpty()) {
        image = Optional.of(resolve());
      }
      return image.get();
    } finally {
      lock.unlock();
    }
  }

  private Image resolve() throws PullException {
    Optional<Digest> digest = reference.digest();
    byte[] root =
        digest.isPresent()
            ? repository.manifest(digest.get())
            : repository.tagged(reference.effectiveTag().orElseThrow());
    Digest actual = digest.orElseGet(() -> VerifiedStream.digest(root));
    return ImageResolver.resolve(this, actual, root, node);
  }

  @Override
  public byte[] manifest(Descriptor manifest) throws PullException {
    return repository.manifest(manifest.digest());
  }

  @Override
  public VerifiedStream blob(Descriptor blob) throws PullException {
    return repository.blob(blob);
  }

  @Override
  public VerifiedStream open(Descriptor blob) throws PullException {
    return repository.blob(blob);
  }

  @Override
  public void close() {
    // the connections belong to the client
  }
}
