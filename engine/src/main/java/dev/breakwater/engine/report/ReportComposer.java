package dev.breakwater.engine.report;

import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.api.v1alpha1.FindingType;
import dev.breakwater.api.v1alpha1.ReportChange;
import dev.breakwater.api.v1alpha1.ReportScope;
import dev.breakwater.api.v1alpha1.ReportSummary;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.api.v1alpha1.SecurityReportStatus;
import dev.breakwater.api.v1alpha1.Severity;
import dev.breakwater.engine.finding.Detail;
import dev.breakwater.engine.imagepolicy.Excepted;
import dev.breakwater.engine.inventory.ObjectRef;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes what was judged as a SecurityReport: ordered, identified, compared with the last one,
 * within its byte budget.
 *
 * <p>Pure: the same assessment, limits and history give the same bytes.
 */
public final class ReportComposer {
  /**
   * The annotation that says what a report was allowed to hold: a finding that nobody looked for is
   * no news later.
   */
  public static final String LIMITS = "breakwater.dev/limits";

  /** The label of everything that the operator writes. */
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private static final String COMPLETE = "Complete";
  private static final String SCAN_FAILED = "ScanFailed";

  /**
   * Says that advisories have changed and nothing else. What a report says is the same with it and
   * without it, so it takes no part when two are compared.
   */
  public static final String NEWLY_VULNERABLE = "NewlyVulnerable";

  /** Types of conditions that a report has; others belong to others. */
  static final Set<String> CONDITIONS = Set.of(COMPLETE, SCAN_FAILED);

  /** What the lists of findings take themselves; where they are empty they are not written. */
  private static final long LISTS = "\"findings\":[],\"newFindings\":[],".length();

  /** How many ids of fixed findings a report lists; all of them are counted. */
  private static final int LISTED_FIXED = 50;

  private final Limits limits;
  private final History history;

  private ReportComposer(Limits limits, History history) {
    this.limits = limits;
    this.history = history;
  }

  /**
   * Composes the report.
   *
   * @param namespace where the report stands: the scope's, or the operator's for a scope without
   *     one
   */
  public static SecurityReport compose(
      Assessment assessment, String namespace, Limits limits, History history) {
    return new ReportComposer(limits, history).compose(assessment, namespace);
  }

  private SecurityReport compose(Assessment assessment, String namespace) {
    List<IdentifiedFinding> findings =
        IdentifiedFinding.of(assessment.findings()).stream()
            .filter(identified -> limits.admit(identified.finding()))
            .toList();
    SecurityReport report = new SecurityReport();
    report.setMetadata(metadata(assessment.scope(), namespace));
    report.setScope(scope(assessment.scope()));
    report.setImages(assessment.images().stream().map(ImageEntry::of).toList());
    Comparison comparison = Comparison.of(findings, limits, history);
    report.setChange(change(comparison));
    report.setSummary(summary(findings, assessment.images()));
    addWithinBudget(report, findings, comparison.news(), assessment.origin().file());
    if (history instanceof History.Since(PreviousReport previous, Instant now)) {
      addNewlyVulnerable(report, previous, NewlyVulnerable.in(report, previous), now);
    }
    return report;
  }

  private static void addNewlyVulnerable(
      SecurityReport report, PreviousReport previous, List<String> packages, Instant now) {
    if (packages.isEmpty() && !previous.conditions().containsKey(NEWLY_VULNERABLE)) {
      return;
    }
    SecurityReportStatus status =
        Objects.requireNonNullElseGet(report.getStatus(), SecurityReportStatus::new);
    List<Condition> conditions = new ArrayList<>(status.getConditions());
    conditions.add(
        packages.isEmpty()
            ? condition(
                NEWLY_VULNERABLE,
                "False",
                "NothingNew",
                "no advisory made this workload vulnerable since the report before",
                now,
                previous.conditions())
            : condition(
                NEWLY_VULNERABLE,
                "True",
                "AdvisoriesChanged",
                "the images are the same, but now they are known to be vulnerable: "
                    + String.join(", ", packages),
                now,
                previous.conditions()));
    status.setConditions(conditions);
    report.setStatus(status);
  }

  private ObjectMeta metadata(ObjectRef scope, String namespace) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(ReportName.of(scope));
    metadata.setNamespace(namespace);
    if (history instanceof History.None) {
      return metadata;
    }
    metadata.setLabels(new TreeMap<>(Map.of(MANAGED_BY, "breakwater")));
    metadata.setAnnotations(new TreeMap<>(Map.of(LIMITS, limits.annotation())));
    if (!scope.uid().isEmpty()) {
      metadata.setOwnerReferences(
          List.of(
              new OwnerReferenceBuilder()
                  .withApiVersion(scope.apiVersion())
                  .withKind(scope.kind())
                  .withName(scope.name())
                  .withUid(scope.uid())
                  .build()));
    }
    return metadata;
  }

  private static ReportScope scope(ObjectRef ref) {
    ReportScope scope = new ReportScope();
    scope.setApiVersion(ref.apiVersion());
    scope.setKind(ref.kind());
    scope.setName(ref.name());
    scope.setUid(ref.uid().isEmpty() ? null : ref.uid());
    return scope;
  }

  private ReportChange change(Comparison comparison) {
    ReportChange change = new ReportChange();
    if (history instanceof History.Since since) {
      List<String> fixed = comparison.fixed();
      change.setSince(second(since.now()));
      change.setNewCount(comparison.news().size());
      change.setFixed(fixed.size());
      change.setFixedFindings(fixed.subList(0, Math.min(LISTED_FIXED, fixed.size())));
    }
    return change;
  }

  /** Two containers that use one image have one and the same. */
  private record Used(String image, String digest, SortedMap<String, List<Excepted>> excepted) {}

  private static ReportSummary summary(List<IdentifiedFinding> findings, List<JudgedImage> images) {
    ReportSummary summary = new ReportSummary();
    for (IdentifiedFinding identified : findings) {
      switch (identified.finding().severity()) {
        case CRITICAL -> summary.setCritical(summary.getCritical() + 1);
        case HIGH -> summary.setHigh(summary.getHigh() + 1);
        case MEDIUM -> summary.setMedium(summary.getMedium() + 1);
        case LOW -> summary.setLow(summary.getLow() + 1);
        case UNKNOWN -> summary.setUnknown(summary.getUnknown() + 1);
      }
    }
    summary.setPolicyViolations(
        (int)
            findings.stream()
                .filter(
                    identified ->
                        identified.finding().type()
                            == dev.breakwater.engine.finding.Finding.Type.IMAGE_POLICY)
                .count());
    summary.setExcepted(
        (int)
            images.stream()
                .map(image -> new Used(image.image(), image.digest(), image.excepted()))
                .distinct()
                .flatMap(used -> used.excepted().values().stream())
                .flatMap(List::stream)
                .mapToLong(excepted -> excepted.vulnerabilities().size())
                .sum());
    summary.setImages(images.size());
    return summary;
  }

  /** Adds findings in order until the budget is spent; counts the rest. */
  private void addWithinBudget(
      SecurityReport report, List<IdentifiedFinding> findings, Set<String> news, String file) {
    count(report, Integer.MAX_VALUE);
    // Measuring writes everything once more, which a command that prints it all need not pay for.
    boolean bounded = limits.maxBytes() < Long.MAX_VALUE;
    long size = bounded ? ReportContent.size(report) + LISTS : 0;
    List<Finding> kept = new ArrayList<>();
    List<String> listed = new ArrayList<>();
    for (IdentifiedFinding identified : findings) {
      Finding bean = bean(identified, file);
      boolean isNew = news.contains(identified.id());
      if (bounded) {
        size += ReportContent.size(bean) + 1L + (isNew ? identified.id().length() + 3L : 0);
        if (size > limits.maxBytes()) {
          break;
        }
      }
      kept.add(bean);
      if (isNew) {
        listed.add(identified.id());
      }
    }
    report.setFindings(kept);
    report.getChange().setNewFindings(listed);
    count(report, findings.size() - kept.size());
  }

  /** Says how many findings were left out, and whether the report is therefore complete. */
  private void count(SecurityReport report, int omitted) {
    report.getSummary().setOmitted(omitted);
    switch (history) {
      case History.None none -> {}
      case History.First(Instant now) -> stamp(report, now, Map.of());
      case History.Since(PreviousReport previous, Instant now) ->
          stamp(report, now, previous.conditions());
    }
  }

  private Finding bean(IdentifiedFinding identified, String file) {
    var finding = identified.finding();
    Finding bean = new Finding();
    bean.setId(identified.id());
    bean.setType(FindingType.valueOf(finding.type().name()));
    bean.setCheck(finding.check());
    bean.setSeverity(Severity.valueOf(finding.severity().name()));
    bean.setSubject(finding.subject().isEmpty() ? null : finding.subject());
    bean.setPath(finding.path().isEmpty() ? null : finding.path());
    bean.setFile(file.isEmpty() ? null : file);
    bean.setLine(finding.line() == 0 ? null : finding.line());
    bean.setMessage(finding.message());
    bean.setRemediation(finding.remediation());
    bean.setControls(finding.controls());
    describe(bean, finding.detail());
    switch (history) {
      case History.None none -> {}
      case History.First(Instant now) -> bean.setFirstSeen(second(now));
      case History.Since(PreviousReport previous, Instant now) ->
          bean.setFirstSeen(previous.firstSeen().getOrDefault(identified.id(), second(now)));
    }
    return bean;
  }

  private static void describe(Finding bean, Detail detail) {
    switch (detail) {
      case Detail.None _ -> {}
      case Detail.OfImage whole -> bean.setImage(whole.image());
      case Detail.OfFile file -> bean.setImage(file.image());
      case Detail.OfPackage found -> {
        bean.setImage(found.image());
        bean.setPackageName(found.name());
        bean.setInstalled(found.installed());
        bean.setFixed(found.fixed().isEmpty() ? null : found.fixed());
        bean.setVulnerabilities(found.vulnerabilities());
        bean.setScore(found.score() == 0 ? null : found.score());
        bean.setExploited(found.exploited() ? true : null);
      }
    }
  }

  private static void stamp(SecurityReport report, Instant now, Map<String, Condition> before) {
    report.setScanTime(second(now));
    int omitted = report.getSummary().getOmitted();
    SecurityReportStatus status = new SecurityReportStatus();
    status.setConditions(
        List.of(
            omitted == 0
                ? condition(COMPLETE, "True", "Scanned", "everything found is listed", now, before)
                : condition(
                    COMPLETE,
                    "False",
                    "BudgetSpent",
                    omitted
                        + " findings did not fit; raise spec.report.maxSize or minSeverity of the"
                        + " ScanSchedule",
                    now,
                    before),
            condition(SCAN_FAILED, "False", "Scanned", "the last scan succeeded", now, before)));
    report.setStatus(status);
  }

  private static Condition condition(
      String type,
      String status,
      String reason,
      String message,
      Instant now,
      Map<String, Condition> before) {
    Condition last = before.get(type);
    String since =
        last != null && last.getStatus().equals(status)
            ? last.getLastTransitionTime()
            : second(now);
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(since)
        .build();
  }

  private static String second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
