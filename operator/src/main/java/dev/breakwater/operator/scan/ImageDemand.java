package dev.breakwater.operator.scan;

import dev.breakwater.engine.coverage.ImageReading;
import dev.breakwater.engine.coverage.ScanScope;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.judgement.Subject;
import dev.breakwater.engine.report.Assessment;
import dev.breakwater.operator.image.ImageScanning;
import dev.breakwater.operator.image.ImageScanning.Options;
import dev.breakwater.operator.image.ImageScanning.Progress;
import dev.breakwater.operator.image.ImageUse;
import dev.breakwater.operator.image.Puller.SecretRef;
import dev.breakwater.operator.image.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which images the schedules want to be scanned; none, where images are not scanned at all. */
public final class ImageDemand {
  private static final Progress NOTHING = new Progress(0, 0, 0);

  private final Optional<ImageScanning> images;
  private final String operatorNamespace;

  /**
   * Asks {@code images}.
   *
   * @param images empty where images are not scanned
   * @param operatorNamespace where the Secrets stand that schedules name
   */
  public ImageDemand(Optional<ImageScanning> images, String operatorNamespace) {
    this.images = images;
    this.operatorNamespace = operatorNamespace;
  }

  /** What is known of images. */
  public ImageScans scans() {
    return images.<ImageScans>map(scanning -> scanning).orElse(ImageScans.NONE);
  }

  /** The images that {@code subjects} use and that a schedule wants to be scanned. */
  List<ImageUse> of(List<Subject> subjects) {
    return images.isEmpty() ? List.of() : subjects.stream().flatMap(s -> uses(s).stream()).toList();
  }

  private List<ImageUse> uses(Subject subject) {
    return switch (subject) {
      case Subject.OfWorkload of when of.coverage().readsImages() ->
          ImageUse.of(
              of.workload(),
              of.namespace(),
              of.coverage().images().pullSecrets().stream()
                  .map(name -> new SecretRef(operatorNamespace, name))
                  .toList());
      case Subject.OfWorkload _, Subject.OfNamespace _, Subject.OfCluster _ -> List.of();
    };
  }

  /**
   * Wants these images to be scanned.
   *
   * @param again whether what failed is tried again at once
   */
  void want(List<ImageUse> uses, List<ScanScope> scopes, boolean again) {
    if (uses.isEmpty() || scopes.isEmpty()) {
      return;
    }
    ImageReading reading = ImageReading.union(scopes.stream().map(ScanScope::images).toList());
    images.ifPresent(
        scanning ->
            scanning.want(uses, new Options(reading.timeout(), reading.parallelism()), again));
  }

  /** Nothing but these images is used any more. */
  void retain(List<ImageUse> uses) {
    images.ifPresent(scanning -> scanning.retain(uses));
  }

  /** How far these images are. */
  Progress progress(List<ImageUse> uses) {
    return images.map(scanning -> scanning.progress(uses)).orElse(NOTHING);
  }

  /** The images of which something was learned since this was asked last. */
  Set<Target> takeNews() {
    return images.map(ImageScanning::takeNews).orElse(Set.of());
  }

  void giveBack(Set<Target> news) {
    images.ifPresent(scanning -> scanning.giveBack(news));
  }

  /** Whether {@code subject} uses one of these images. */
  boolean uses(Subject subject, Set<Target> targets) {
    return !targets.isEmpty()
        && uses(subject).stream().anyMatch(use -> targets.contains(use.target()));
  }

  /** Whether an image is being read of which nothing is known yet. */
  static boolean awaitsScan(Assessment assessment) {
    return assessment.images().stream()
        .flatMap(image -> image.scan().stream())
        .anyMatch(ImageScan.Pending.class::isInstance);
  }
}
