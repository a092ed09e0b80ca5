package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.LOW;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** By what name images are run. */
final class Images {
  static final List<Rule> RULES =
      List.of(
          check("BW-IMG-001", MEDIUM, "The tag of an image moves")
              .why(
                  """
                  latest, stable, alpine, no tag at all: a tag without a number is pushed again with \
                  each release. Nobody knows what runs, two pods of one workload may differ, a \
                  rollback rolls nothing back, and who can push to the tag runs code in the cluster.
                  """)
              .remedy("Name a version and its digest.")
              .before("image: nginx:latest")
              .after("image: nginx:1.29.3@sha256:<digest>")
              .controls("NSA:image-integrity", "CIS:5.5.1", "OWASP:K01", "MITRE:T1525")
              .refines("BW-IMG-002")
              .workload(Images::moving),
          check("BW-IMG-002", LOW, "An image is not named by its digest")
              .why(
                  """
                  A tag can be pushed again; a digest is the content itself. With a digest what was \
                  tested, scanned and signed is what runs. Low: version tags seldom move.
                  """)
              .remedy("Add the digest behind the tag; tools such as Renovate keep both current.")
              .before("image: nginx:1.29.3")
              .after("image: nginx:1.29.3@sha256:<digest>")
              .controls("NSA:image-integrity", "CIS:5.5.1", "OWASP:K01", "MITRE:T1525")
              .workload(Images::withoutDigest),
          check("BW-IMG-003", MEDIUM, "An image has no valid name")
              .why(
                  """
                  The kubelet cannot pull it: the pod stays in InvalidImageName. Often a placeholder \
                  of a template that was never filled in.
                  """)
              .remedy("Write registry/repository:tag in lower case, or with @sha256:digest.")
              .before("image: Registry.example.com/Shop/Cart:1.0")
              .after("image: registry.example.com/shop/cart:1.0")
              .controls("OWASP:K01")
              .workload(Images::invalid),
          check("BW-IMG-004", LOW, "A moving tag is not pulled again")
              .why(
                  """
                  With imagePullPolicy IfNotPresent or Never each node keeps the image that it first \
                  pulled under the tag: pods of one workload differ by node, and fixes never arrive.
                  """)
              .remedy("Name a version and its digest, or set imagePullPolicy: Always.")
              .before(
                  """
                  image: nginx:latest
                  imagePullPolicy: IfNotPresent
                  """)
              .after(
                  """
                  image: nginx:1.29.3@sha256:<digest>
                  imagePullPolicy: IfNotPresent
                  """)
              .controls("NSA:image-integrity", "OWASP:K01")
              .workload(Images::stale),
          check("BW-IMG-005", LOW, "An image comes from an abandoned registry")
              .why(
                  """
                  k8s.gcr.io, gcr.io/google_containers and docker.io/bitnamilegacy get no more images: \
                  no security fix will come to this name, and one day it will be gone.
                  """)
              .remedy("Use the project's present registry, such as registry.k8s.io.")
              .before("image: k8s.gcr.io/pause:3.9")
              .after("image: registry.k8s.io/pause:3.10")
              .controls("NSA:image-integrity", "OWASP:K07")
              .workload(Images::abandoned));

  private Images() {}

  private static List<Spot> moving(PodView pod) {
    return each(
        pod,
        image ->
            movingTag(image)
                .map(
                    tag ->
                        image.tag().isPresent()
                            ? image.familiar() + " has the moving tag " + tag
                            : image.familiar() + " has no tag and means " + tag));
  }

  private static List<Spot> withoutDigest(PodView pod) {
    return each(
        pod,
        image ->
            image.digest().isPresent()
                ? Optional.empty()
                : Optional.of(image.familiar() + " has no digest"));
  }

  private static List<Spot> invalid(PodView pod) {
    return pod.eachImage(
        image ->
            switch (image) {
              case Parsed.Valid<ImageReference> _ -> Optional.empty();
              case Parsed.Invalid<ImageReference>(String reason) -> Optional.of(reason);
            });
  }

  private static List<Spot> stale(PodView pod) {
    return pod.eachContainer(
        container -> {
          String policy = container.body().at("imagePullPolicy").textOr("");
          return policy.equals("IfNotPresent") || policy.equals("Never")
              ? valid(ImageReference.parse(container.image()))
                  .filter(image -> movingTag(image).isPresent())
                  .map(image -> image.familiar() + " with imagePullPolicy " + policy)
              : Optional.empty();
        },
        "imagePullPolicy");
  }

  private static List<Spot> abandoned(PodView pod) {
    return each(
        pod,
        image ->
            isAbandoned(image)
                ? Optional.of(image.familiar() + " gets no more updates")
                : Optional.empty());
  }

  private static boolean isAbandoned(ImageReference image) {
    return switch (image.registry()) {
      case "k8s.gcr.io" -> true;
      case "gcr.io" ->
          image.repository().startsWith("google_containers/")
              || image.repository().startsWith("google-containers/");
      case "docker.io" -> image.repository().startsWith("bitnamilegacy/");
      default -> false;
    };
  }

  private static List<Spot> each(PodView pod, Function<ImageReference, Optional<String>> seen) {
    return pod.eachImage(image -> valid(image).flatMap(seen));
  }

  private static Optional<ImageReference> valid(Parsed<ImageReference> image) {
    return switch (image) {
      case Parsed.Valid<ImageReference>(ImageReference reference) -> Optional.of(reference);
      case Parsed.Invalid<ImageReference> _ -> Optional.empty();
    };
  }

  /** The tag that is pulled, where it names no version; a digest makes any tag mere decoration. */
  private static Optional<String> movingTag(ImageReference image) {
    return image.digest().isPresent()
        ? Optional.empty()
        : image.effectiveTag().filter(tag -> tag.chars().noneMatch(Images::isDigit));
  }

  private static boolean isDigit(int at) {
    return at >= '0' && at <= '9';
  }
}
