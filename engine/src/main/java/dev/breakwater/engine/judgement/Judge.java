package dev.breakwater.engine.judgement;

import dev.breakwater.engine.checks.Judgement;
import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.imagepolicy.ImageContent;
import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.imagescan.ImageFindings;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.imagescan.ImageUse;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.node.FieldPath;
import dev.breakwater.engine.report.Assessment;
import dev.breakwater.engine.report.JudgedImage;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.running.ImageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says everything that is to be said of an object. Pure. */
public final class Judge {
  private static final Comparator<JudgedImage> IMAGES =
      Comparator.comparing(JudgedImage::container)
          .thenComparing(JudgedImage::image)
          .thenComparing(JudgedImage::digest)
          .thenComparing(judged -> judged.platform().map(Platform::toString).orElse(""));

  private final ImagePolicies policies;
  private final Optional<Scans> scans;

  /** The scans, and what time it is. */
  private record Scans(ImageScans images, Instant now) {}

  /**
   * Judges by the catalogue of checks, and by what {@code policies} say of references to images.
   * Nobody looks into images, and there is no clock.
   */
  public Judge(ImagePolicies policies) {
    this.policies = policies;
    this.scans = Optional.empty();
  }

  /**
   * Judges by the catalogue of checks, by {@code policies}, and by what {@code scans} know.
   *
   * @param now the time of the judgement, by which periods of grace end and exceptions expire
   */
  public Judge(ImagePolicies policies, ImageScans scans, Instant now) {
    this.policies = policies;
    this.scans = Optional.of(new Scans(scans, now));
  }

  /** What is wrong with {@code workload}, and what the policies say of its images. */
  public Assessment workload(Workload workload, Inventory inventory) {
    String namespaceName = workload.ref().namespace();
    Namespace namespace = inventory.namespaces().get(namespaceName);
    Map<String, String> labels = namespace == null ? Map.of() : namespace.labels();
    List<Finding> findings = new ArrayList<>(Judgement.workload(workload, inventory));
    findings.addAll(policies.findings(workload, labels));
    SortedSet<JudgedImage> images = new TreeSet<>(IMAGES);
    workload.images().forEach(image -> images.add(judged(image, namespaceName, labels)));
    for (ImageUse use : uses(workload)) {
      findings.addAll(ImageFindings.of(use));
      findings.addAll(policies.findings(use, content(use.scan()), namespaceName, labels));
    }
    return new Assessment(
        workload.ref(), workload.object().origin(), List.copyOf(images), findings);
  }

  /** What is wrong with {@code namespace} as a whole. */
  public Assessment namespace(Namespace namespace, Inventory inventory) {
    return new Assessment(
        namespace.object().ref(),
        namespace.object().origin(),
        List.of(),
        Judgement.namespace(namespace, inventory));
  }

  private JudgedImage judged(RunningImage running, String namespace, Map<String, String> labels) {
    Optional<ImageScan> scan = scan(namespace, running);
    ImageContent content = content(scan);
    return new JudgedImage(
        running.container(),
        running.image(),
        digest(running.imageId()),
        running.platform(),
        policies.verdicts(running.image(), content, namespace, labels),
        policies.excepted(running.image(), content, namespace, labels),
        scan);
  }

  private Optional<ImageScan> scan(String namespace, RunningImage running) {
    return scans.flatMap(known -> known.images().of(namespace, running));
  }

  private ImageContent content(Optional<ImageScan> scan) {
    return scans
        .map(known -> ImageContent.of(scan, known.now()))
        .orElseGet(ImageContent.NotAsked::new);
  }

  /** Each image once, with all containers of the workload that use it. */
  private List<ImageUse> uses(Workload workload) {
    Map<Used, List<RunningImage>> images = new LinkedHashMap<>();
    for (RunningImage image : workload.images()) {
      String digest = digest(image.imageId());
      Used used =
          new Used(image.image(), digest.isEmpty() ? image.imageId() : digest, image.platform());
      images.computeIfAbsent(used, _ -> new ArrayList<>()).add(image);
    }
    return images.values().stream().map(same -> use(workload, same)).toList();
  }

  private record Used(String image, String id, Optional<Platform> platform) {}

  private ImageUse use(Workload workload, List<RunningImage> same) {
    List<String> containers =
        same.stream().map(image -> workload.containerPath(image.container())).distinct().toList();
    String path = workload.template().path() + "." + containers.getFirst() + ".image";
    return new ImageUse(
        same.getFirst().image(),
        containers,
        path,
        FieldPath.line(workload.object().body(), path),
        scan(workload.ref().namespace(), same.getFirst()));
  }

  private static String digest(String imageId) {
    return switch (ImageId.parse(imageId)) {
      case ImageId.RepositoryDigest repository -> repository.digest().toString();
      case ImageId.ConfigDigest config -> "";
      case ImageId.Unknown unknown -> "";
    };
  }
}
