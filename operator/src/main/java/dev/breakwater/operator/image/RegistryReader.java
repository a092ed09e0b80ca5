package dev.breakwater.operator.image;

import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.image.running.ImageId;
import dev.breakwater.scanner.Scanner;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.merge.KnownBases;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import dev.breakwater.scanner.source.VerifiedStream;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads images in registries, with the credentials that the cluster's Secrets hold. */
final class RegistryReader implements ImageReader {
  /** What another name or another credential may have. */
  private static final Set<PullFailure> WORTH_ANOTHER =
      Set.of(PullFailure.NOT_IN_REGISTRY, PullFailure.UNAUTHORIZED, PullFailure.FORBIDDEN);

  /** How many pullers are tried for one image. */
  private static final int PULLERS = 8;

  private final KubernetesClient client;
  private final RegistryClient registries;
  private final Credentials others;
  private final Scanner scanner;

  /** Facts are kept without their base, which is looked up when they are asked for. */
  private static final KnownBases NO_BASES = new KnownBases(List.of());

  /**
   * Takes over {@code registries} and {@code scanner}.
   *
   * @param others asked where the Secrets hold nothing
   */
  RegistryReader(
      KubernetesClient client, RegistryClient registries, Credentials others, Scanner scanner) {
    this.client = client;
    this.registries = registries;
    this.others = others;
    this.scanner = scanner;
  }

  @Override
  public ImageFacts read(Target target, List<Puller> pullers, Duration time) throws ReadFailure {
    ImageReference named = named(target);
    return switch (ImageId.parse(target.imageId())) {
      case ImageId.RepositoryDigest(ImageReference known) ->
          first(target, pullers, time, candidates(named, known), Optional.empty());
      case ImageId.ConfigDigest(Digest config) ->
          first(target, pullers, time, List.of(named), Optional.of(config));
      case ImageId.Unknown(String text) when text.isEmpty() ->
          first(target, pullers, time, List.of(named), Optional.empty());
      case ImageId.Unknown(String text) ->
          throw ReadFailure.ofImage(
              "UnknownImageID",
              ("the node names what runs \"%s\", which is neither a digest in a repository nor one"
                      + " of a configuration")
                  .formatted(text));
    };
  }

  static ImageReference named(Target target) throws ReadFailure {
    return switch (ImageReference.parse(target.reference())) {
      case Parsed.Valid<ImageReference>(ImageReference valid) -> valid;
      case Parsed.Invalid<ImageReference>(String reason) ->
          throw ReadFailure.ofImage("InvalidReference", reason);
    };
  }

  /**
   * What runs, first by the name that the pod gives: a runtime may know the same content by another
   * repository's name, for which nobody has credentials.
   */
  private static List<ImageReference> candidates(ImageReference named, ImageReference known) {
    ImageReference exact =
        new ImageReference(named.registry(), named.repository(), Optional.empty(), known.digest());
    return Stream.of(exact, known).distinct().toList();
  }

  private ImageFacts first(
      Target target,
      List<Puller> pullers,
      Duration time,
      List<ImageReference> candidates,
      Optional<Digest> config)
      throws ReadFailure {
    Optional<ReadFailure> failed = Optional.empty();
    for (ImageReference candidate : candidates) {
      for (Puller puller : pullers.subList(0, Math.min(PULLERS, pullers.size()))) {
        PullSecrets secrets = new PullSecrets(client, puller);
        try (ImageSource.Layered image =
            registries.image(candidate, target.platform(), secrets.then(others))) {
          if (config.isPresent() && !config.get().equals(configuration(image))) {
            throw ReadFailure.ofImage(
                "OnlyOnNode",
                "the node runs the configuration "
                    + config.get()
                    + ", and "
                    + candidate
                    + " is another image in the registry: push what runs, or restart the pods");
          }
          return scanner.scan(image, NO_BASES, time);
        } catch (PullException e) {
          ReadFailure failure = ReadFailure.of(e, secrets.problems());
          if (!WORTH_ANOTHER.contains(e.failure())) {
            throw failure;
          }
          failed = Optional.of(failed.orElse(failure));
        } catch (IOException e) {
          throw ReadFailure.of(e, "");
        }
      }
    }
    throw failed.orElseThrow();
  }

  private static Digest configuration(ImageSource.Layered image) throws PullException {
    return VerifiedStream.digest(
        image.image().configurationJson().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    scanner.close();
    registries.close();
  }
}
