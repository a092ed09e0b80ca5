package dev.breakwater.engine.report;

import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.api.v1alpha1.ImageScanState;
import dev.breakwater.api.v1alpha1.ReportImage;
import dev.breakwater.api.v1alpha1.SecurityReport;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What must be remembered of a report to write the next one: little, so that a standby can remember
 * all.
 *
 * @param namespace where it stands
 * @param name its name
 * @param uid its uid
 * @param contentHash of everything but times and changes, see {@link ReportContent}
 * @param firstSeen finding id to the time when it was first seen, RFC 3339, in the report's order
 * @param vulnerabilities finding id to what it listed, for findings about packages of images
 * @param scanned the digests whose content it told of, by the image's reference
 * @param unscanned the references of images whose content it could not tell of
 * @param omitted how many findings were left out for size
 * @param limits what it was allowed to hold; nothing where someone took the annotation away
 * @param conditions type to the condition as it stands
 */
public record PreviousReport(
    String namespace,
    String name,
    String uid,
    String contentHash,
    Map<String, String> firstSeen,
    Map<String, Set<String>> vulnerabilities,
    Map<String, Set<String>> scanned,
    Set<String> unscanned,
    int omitted,
    Limits limits,
    Map<String, Condition> conditions) {
  /** Extracts what must be remembered. */
  public static PreviousReport of(SecurityReport report) {
    Map<String, String> firstSeen = new LinkedHashMap<>();
    Map<String, Set<String>> vulnerabilities = new HashMap<>();
    for (Finding finding : report.getFindings()) {
      firstSeen.put(finding.getId(), Objects.requireNonNullElse(finding.getFirstSeen(), ""));
      if (!finding.getVulnerabilities().isEmpty()) {
        vulnerabilities.put(finding.getId(), Set.copyOf(finding.getVulnerabilities()));
      }
    }
    Map<String, Set<String>> scanned = new HashMap<>();
    Set<String> unscanned = new HashSet<>();
    for (ReportImage image : report.getImages()) {
      if (image.getScan() != null && image.getScan().getState() == ImageScanState.SCANNED) {
        scanned
            .computeIfAbsent(image.getImage(), _ -> new HashSet<>())
            .add(Objects.requireNonNullElse(image.getDigest(), ""));
      } else {
        unscanned.add(image.getImage());
      }
    }
    Map<String, Condition> conditions = new LinkedHashMap<>();
    List<Condition> written =
        report.getStatus() == null ? List.of() : report.getStatus().getConditions();
    written.forEach(condition -> conditions.put(condition.getType(), condition));
    Map<String, String> annotations = report.getMetadata().getAnnotations();
    return new PreviousReport(
        Objects.requireNonNullElse(report.getMetadata().getNamespace(), ""),
        report.getMetadata().getName(),
        Objects.requireNonNullElse(report.getMetadata().getUid(), ""),
        ReportContent.hash(report),
        firstSeen,
        vulnerabilities,
        scanned,
        unscanned,
        report.getSummary().getOmitted(),
        Limits.fromAnnotation(
            annotations == null ? "" : annotations.getOrDefault(ReportComposer.LIMITS, "")),
        conditions);
  }
}
