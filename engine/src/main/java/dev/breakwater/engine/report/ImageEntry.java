package dev.breakwater.engine.report;

import dev.breakwater.api.v1alpha1.ExceptedVulnerabilities;
import dev.breakwater.api.v1alpha1.ImageScanError;
import dev.breakwater.api.v1alpha1.ImageScanState;
import dev.breakwater.api.v1alpha1.ImageScanStatus;
import dev.breakwater.api.v1alpha1.ReportImage;
import dev.breakwater.engine.imagepolicy.Excepted;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.image.facts.BaseImage;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.OperatingSystem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** An image of a workload as the report tells of it. */
final class ImageEntry {
  private ImageEntry() {}

  static ReportImage of(JudgedImage judged) {
    ReportImage image = new ReportImage();
    image.setName(judged.container());
    image.setImage(judged.image());
    image.setDigest(judged.digest().isEmpty() ? null : judged.digest());
    image.setVerdicts(new TreeMap<>(judged.verdicts()));
    image.setExcepted(excepted(judged));
    judged.scan().ifPresent(scan -> describe(image, scan));
    return image;
  }

  private static List<ExceptedVulnerabilities> excepted(JudgedImage judged) {
    List<ExceptedVulnerabilities> excepted = new ArrayList<>();
    judged
        .excepted()
        .forEach((policy, all) -> all.forEach(one -> excepted.add(excepted(policy, one))));
    return excepted;
  }

  private static ExceptedVulnerabilities excepted(String policy, Excepted one) {
    ExceptedVulnerabilities bean = new ExceptedVulnerabilities();
    bean.setPolicy(policy);
    bean.setVulnerabilities(one.vulnerabilities());
    bean.setStatus(one.exception().status());
    bean.setJustification(one.exception().justification().orElse(null));
    bean.setReason(one.exception().reason());
    bean.setExpires(one.exception().expires().toString());
    return bean;
  }

  private static void describe(ReportImage image, ImageScan scan) {
    scan.lastGood().ifPresent(good -> describe(image, good.assessment().facts()));
    image.setScan(status(scan));
  }

  private static void describe(ReportImage image, ImageFacts facts) {
    image.setPlatform(facts.platform().toString());
    image.setOs(facts.operatingSystem().map(OperatingSystem::toString).orElse(null));
    image.setBase(facts.base().map(BaseImage::name).orElse(null));
    image.setCreated(facts.configuration().created().map(ImageEntry::second).orElse(null));
  }

  private static ImageScanStatus status(ImageScan scan) {
    ImageScanStatus status = new ImageScanStatus();
    status.setLastSuccess(scan.lastGood().map(good -> second(good.lastSuccess())).orElse(null));
    switch (scan) {
      case ImageScan.Scanned _ -> status.setState(ImageScanState.SCANNED);
      case ImageScan.Pending _ -> status.setState(ImageScanState.PENDING);
      case ImageScan.Failed failed -> {
        status.setState(ImageScanState.FAILED);
        status.setLastAttempt(second(failed.lastAttempt()));
        ImageScanError error = new ImageScanError();
        error.setReason(failed.reason());
        error.setMessage(failed.message());
        status.setError(error);
      }
    }
    return status;
  }

  private static String second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
