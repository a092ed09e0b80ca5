package dev.breakwater.image.facts;

import dev.breakwater.image.reference.Digest;
import java.util.List;
import java.util.Optional;

/**
 * All that the bytes of one image say. The same digest always has the same facts.
 *
 * @param digest of the manifest of this platform
 * @param indexDigest of the index that the reference led to, when there was one
 * @param platform where it runs
 * @param configuration how it wants to be run
 * @param layers from the bottom up; {@link InstalledPackage#layer} and {@link Secret#layer} are
 *     indexes into it
 * @param base what it was built on, when that is known
 * @param operatingSystem its distribution; absent for an image without one, such as a single
 *     executable
 * @param buildInfo for each layer how Red Hat built it, its own or the one that it borrows from a
 *     neighbour: layer 0 from layer 1, others from the nearest below; empty when no layer says so
 * @param packages in a stable order, without duplicates
 * @param secrets in a stable order; also those that a later layer deletes
 * @param misconfigurations in a stable order
 * @param problems what could not be read; when this is not empty, the other lists may be short
 */
public record ImageFacts(
    Digest digest,
    Optional<Digest> indexDigest,
    Platform platform,
    ImageConfiguration configuration,
    List<LayerId> layers,
    Optional<BaseImage> base,
    Optional<OperatingSystem> operatingSystem,
    List<BuildInfo> buildInfo,
    List<InstalledPackage> packages,
    List<Secret> secrets,
    List<Misconfiguration> misconfigurations,
    List<Problem> problems) {
  /** Stands for the digest of what has no manifest, such as an unpacked folder. */
  public static final Digest NO_DIGEST = new Digest(Digest.Algorithm.SHA256, "0".repeat(64));

  /** Whether there is a manifest, and with it a digest that means something. */
  public boolean hasManifest() {
    return !digest.equals(NO_DIGEST);
  }

  /** Whether an image was read, packed or not; else a source tree or a document. */
  public boolean isImage() {
    return !platform.os().isEmpty();
  }

  /** Copies the lists. */
  public ImageFacts {
    layers = List.copyOf(layers);
    buildInfo = List.copyOf(buildInfo);
    packages = List.copyOf(packages);
    secrets = List.copyOf(secrets);
    misconfigurations = List.copyOf(misconfigurations);
    problems = List.copyOf(problems);
  }

  /**
   * What can be said without an image: of a source tree, or of a document that lists packages.
   *
   * @param operatingSystem that the packages belong to, when it is known
   */
  public static ImageFacts withoutImage(
      Optional<OperatingSystem> operatingSystem,
      List<InstalledPackage> packages,
      List<Secret> secrets,
      List<Problem> problems) {
    return new ImageFacts(
        NO_DIGEST,
        Optional.empty(),
        new Platform("", "", ""),
        ImageConfiguration.NONE,
        List.of(),
        Optional.empty(),
        operatingSystem,
        List.of(),
        packages,
        secrets,
        List.of(),
        problems);
  }
}
