package dev.breakwater.engine.judgement;

import static java.util.Comparator.comparing;

import dev.breakwater.engine.checks.Judgement;
import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.report.Assessment;
import dev.breakwater.engine.report.JudgedImage;
import dev.breakwater.image.running.ImageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says everything that is to be said of an object. Pure. */
public final class Judge {
  private final ImagePolicies policies;

  /** Judges by the catalogue of checks and by {@code policies}. */
  public Judge(ImagePolicies policies) {
    this.policies = policies;
  }

  /** What is wrong with {@code workload}, and what the policies say of its images. */
  public Assessment workload(Workload workload, Inventory inventory) {
    Namespace namespace = inventory.namespaces().get(workload.ref().namespace());
    Map<String, String> labels = namespace == null ? Map.of() : namespace.labels();
    List<Finding> findings = new ArrayList<>(Judgement.workload(workload, inventory));
    findings.addAll(policies.findings(workload, labels));
    return new Assessment(
        workload.ref(), workload.object().origin(), images(workload, labels), findings);
  }

  /** What is wrong with {@code namespace} as a whole. */
  public Assessment namespace(Namespace namespace, Inventory inventory) {
    return new Assessment(
        namespace.object().ref(),
        namespace.object().origin(),
        List.of(),
        Judgement.namespace(namespace, inventory));
  }

  /** What runs; for a container of which nothing runs, what its template names. */
  private List<JudgedImage> images(Workload workload, Map<String, String> labels) {
    List<JudgedImage> images = new ArrayList<>();
    for (RunningImage running : workload.running()) {
      images.add(judged(workload, labels, running.container(), running.image(), digest(running)));
    }
    Set<String> runs =
        workload.running().stream().map(RunningImage::container).collect(Collectors.toSet());
    for (Container container : workload.template().containers()) {
      if (!runs.contains(container.name()) && !container.image().isEmpty()) {
        images.add(judged(workload, labels, container.name(), container.image(), ""));
      }
    }
    Set<JudgedImage> ordered =
        new TreeSet<>(
            comparing(JudgedImage::container)
                .thenComparing(JudgedImage::image)
                .thenComparing(JudgedImage::digest));
    ordered.addAll(images);
    return List.copyOf(ordered);
  }

  private JudgedImage judged(
      Workload workload,
      Map<String, String> labels,
      String container,
      String image,
      String digest) {
    return new JudgedImage(
        container, image, digest, policies.verdicts(image, workload.ref().namespace(), labels));
  }

  private static String digest(RunningImage running) {
    return switch (ImageId.parse(running.imageId())) {
      case ImageId.RepositoryDigest repository -> repository.digest().toString();
      case ImageId.ConfigDigest config -> "";
      case ImageId.Unknown unknown -> "";
    };
  }
}
