package dev.breakwater.engine.judgement;

import static java.util.Comparator.comparing;

import dev.breakwater.engine.checks.Judgement;
import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.imagescan.ImageFindings;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.imagescan.ScannedImage;
import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.node.FieldPath;
import dev.breakwater.engine.report.Assessment;
import dev.breakwater.engine.report.JudgedImage;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.running.ImageId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says everything that is to be said of an object. Pure. */
public final class Judge {
  private final ImagePolicies policies;
  private final ImageScans scans;

  /** Judges by the catalogue of checks, by {@code policies}, and by what {@code scans} know. */
  public Judge(ImagePolicies policies, ImageScans scans) {
    this.policies = policies;
    this.scans = scans;
  }

  /** What is wrong with {@code workload}, and what the policies say of its images. */
  public Assessment workload(Workload workload, Inventory inventory) {
    Namespace namespace = inventory.namespaces().get(workload.ref().namespace());
    Map<String, String> labels = namespace == null ? Map.of() : namespace.labels();
    List<Finding> findings = new ArrayList<>(Judgement.workload(workload, inventory));
    findings.addAll(policies.findings(workload, labels));
    List<JudgedImage> images = images(workload, labels);
    scanned(workload, images).forEach(image -> findings.addAll(ImageFindings.of(image)));
    return new Assessment(workload.ref(), workload.object().origin(), images, findings);
  }

  /** What is wrong with {@code namespace} as a whole. */
  public Assessment namespace(Namespace namespace, Inventory inventory) {
    return new Assessment(
        namespace.object().ref(),
        namespace.object().origin(),
        List.of(),
        Judgement.namespace(namespace, inventory));
  }

  private List<JudgedImage> images(Workload workload, Map<String, String> labels) {
    Set<JudgedImage> ordered =
        new TreeSet<>(
            comparing(JudgedImage::container)
                .thenComparing(JudgedImage::image)
                .thenComparing(JudgedImage::digest)
                .thenComparing(judged -> judged.platform().map(Platform::toString).orElse("")));
    workload.images().forEach(image -> ordered.add(judged(workload, labels, image)));
    return List.copyOf(ordered);
  }

  private JudgedImage judged(Workload workload, Map<String, String> labels, RunningImage image) {
    return new JudgedImage(
        image.container(),
        image.image(),
        digest(image.imageId()),
        image.platform(),
        policies.verdicts(image.image(), workload.ref().namespace(), labels),
        scans.of(image));
  }

  /** Each image that was scanned once, with all containers of the workload that use it. */
  private static List<ScannedImage> scanned(Workload workload, List<JudgedImage> images) {
    Map<Assessed, List<String>> containers = new LinkedHashMap<>();
    for (JudgedImage image : images) {
      image
          .scan()
          .flatMap(ImageScan::lastGood)
          .ifPresent(
              scanned ->
                  containers
                      .computeIfAbsent(
                          new Assessed(image.image(), scanned.assessment()), _ -> new ArrayList<>())
                      .add(path(workload, image.container())));
    }
    return containers.entrySet().stream()
        .map(
            entry -> {
              String path =
                  workload.template().path() + "." + entry.getValue().getFirst() + ".image";
              return new ScannedImage(
                  entry.getKey().image(),
                  entry.getValue(),
                  path,
                  FieldPath.line(workload.object().body(), path),
                  entry.getKey().content());
            })
        .toList();
  }

  private record Assessed(String image, dev.breakwater.image.facts.Assessment content) {}

  private static String path(Workload workload, String name) {
    return workload.template().containers().stream()
        .filter(container -> container.name().equals(name))
        .findFirst()
        .map(Container::path)
        .orElse(Container.Sort.REGULAR.field() + "[name=" + name + "]");
  }

  private static String digest(String imageId) {
    return switch (ImageId.parse(imageId)) {
      case ImageId.RepositoryDigest repository -> repository.digest().toString();
      case ImageId.ConfigDigest config -> "";
      case ImageId.Unknown unknown -> "";
    };
  }
}
