package dev.breakwater.engine.imagescan;

import dev.breakwater.engine.finding.Detail;
import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Secret;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the content of an image, as findings about the workload that runs it. */
public final class ImageFindings {
  /** The check of a known vulnerability. */
  public static final String VULNERABILITY = "BW-VUL-001";

  /** The check of a secret in an image. */
  public static final String SECRET = "BW-VUL-002";

  private static final int NAMED = 3;

  private final ImageUse image;
  private final List<Finding> findings = new ArrayList<>();

  private ImageFindings(ImageUse image) {
    this.image = image;
  }

  /**
   * One finding for each upgrade, each secret and each weakness, in no particular order; none where
   * the image was never read.
   */
  public static List<Finding> of(ImageUse image) {
    return image
        .scan()
        .flatMap(ImageScan::lastGood)
        .map(scanned -> of(image, scanned.assessment()))
        .orElse(List.of());
  }

  private static List<Finding> of(ImageUse image, Assessment assessment) {
    ImageFindings all = new ImageFindings(image);
    Upgrade.of(assessment.vulnerabilities()).forEach(all::add);
    ImageFacts facts = assessment.facts();
    facts.secrets().forEach(all::add);
    facts.misconfigurations().forEach(all::add);
    return List.copyOf(all.findings);
  }

  private void add(Upgrade upgrade) {
    List<String> ids = upgrade.ids();
    int more = ids.size() - NAMED;
    String named =
        String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())))
            + (more > 0 ? " and " + more + " more" : "");
    findings.add(
        new Finding(
            Finding.Type.VULNERABILITY,
            VULNERABILITY,
            Severity.of(upgrade.severity()),
            image.subject(),
            image.path(),
            image.line(),
            "%s: %s %s has %s%s"
                .formatted(
                    image.image(),
                    upgrade.name(),
                    upgrade.installed(),
                    named,
                    upgrade.exploited() ? "; it is being exploited" : ""),
            upgrade.fixed().isEmpty()
                ? "There is no fix yet: remove the package where it is not needed."
                : "Rebuild the image with " + upgrade.name() + " " + upgrade.fixed() + ".",
            List.of(),
            new Detail.OfPackage(
                image.image(),
                upgrade.name(),
                upgrade.installed(),
                upgrade.fixed(),
                ids,
                upgrade.score(),
                upgrade.exploited())));
  }

  private void add(Secret secret) {
    findings.add(
        finding(
            Finding.Type.SECRET,
            SECRET,
            Severity.of(secret.severity()),
            "%s: %s in %s:%d: %s"
                .formatted(
                    image.image(), secret.title(), secret.path(), secret.line(), secret.excerpt()),
            "Revoke the secret, and mount it into the container instead of the image.",
            new Detail.OfFile(image.image(), secret.path(), secret.rule())));
  }

  private void add(Misconfiguration weakness) {
    findings.add(
        finding(
            Finding.Type.CONFIGURATION,
            weakness.check(),
            Severity.of(weakness.severity()),
            image.image()
                + ": "
                + weakness.message()
                + (weakness.path().isEmpty() ? "" : " (" + weakness.path() + ")"),
            "Rebuild the image without it.",
            new Detail.OfFile(image.image(), weakness.path(), weakness.check())));
  }

  private Finding finding(
      Finding.Type type,
      String check,
      Severity severity,
      String message,
      String remediation,
      Detail detail) {
    return new Finding(
        type,
        check,
        severity,
        image.subject(),
        image.path(),
        image.line(),
        message,
        remediation,
        List.of(),
        detail);
  }
}
