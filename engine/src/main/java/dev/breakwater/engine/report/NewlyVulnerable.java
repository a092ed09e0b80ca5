package dev.breakwater.engine.report;

import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.api.v1alpha1.ReportImage;
import dev.breakwater.api.v1alpha1.SecurityReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What has become known about images that run as they ran before. */
final class NewlyVulnerable {
  /** How many packages are named; the report lists all of them. */
  private static final int NAMED = 5;

  private NewlyVulnerable() {}

  /** The packages of new findings in unchanged images, each once, with its vulnerabilities. */
  static List<String> in(SecurityReport report, PreviousReport previous) {
    Set<String> unchanged = unchanged(report.getImages(), previous);
    Set<String> news = new HashSet<>(report.getChange().getNewFindings());
    List<String> packages = new ArrayList<>();
    for (Finding finding : report.getFindings()) {
      String image = Objects.requireNonNullElse(finding.getImage(), "");
      if (news.contains(finding.getId())
          && !finding.getVulnerabilities().isEmpty()
          && unchanged.contains(image)) {
        Set<String> known = previous.vulnerabilities().getOrDefault(finding.getId(), Set.of());
        List<String> ids =
            finding.getVulnerabilities().stream().filter(id -> !known.contains(id)).toList();
        packages.add(finding.getPackageName() + " (" + String.join(", ", ids) + ")");
      }
    }
    int more = packages.size() - NAMED;
    if (more <= 0) {
      return List.copyOf(packages);
    }
    List<String> named = new ArrayList<>(packages.subList(0, NAMED));
    named.add(more + " more");
    return List.copyOf(named);
  }

  private static Set<String> unchanged(List<ReportImage> images, PreviousReport previous) {
    Set<String> unchanged = new HashSet<>();
    for (ReportImage image : images) {
      String digest = Objects.requireNonNullElse(image.getDigest(), "");
      if (!digest.isEmpty()
          && previous.scanned().getOrDefault(image.getImage(), Set.of()).contains(digest)) {
        unchanged.add(image.getImage());
      }
    }
    return unchanged;
  }
}
