package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.engine.coverage.Coverage;
import dev.breakwater.engine.coverage.ScanScope;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.judgement.ClusterSummary;
import dev.breakwater.engine.judgement.Judge;
import dev.breakwater.engine.judgement.Subject;
import dev.breakwater.engine.report.Assessment;
import dev.breakwater.engine.report.History;
import dev.breakwater.engine.report.PreviousReport;
import dev.breakwater.engine.report.ReportComposer;
import dev.breakwater.engine.report.ReportName;
import dev.breakwater.operator.report.ReportStore;
import dev.breakwater.operator.report.ReportWriter;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of judging and writing over one inventory.
 *
 * <p>A report that is there stays as it is while an image of its workload waits for its first scan.
 */
final class ReportRound {
  private static final Logger LOG = LoggerFactory.getLogger(ReportRound.class);

  private final Inventory inventory;
  private final List<ScanScope> scopes;
  private final Judge judge;
  private final ReportStore store;
  private final ReportWriter writer;
  private final String operatorNamespace;
  private final Instant now;
  private final List<Subject> subjects;
  private final List<String> failures = new ArrayList<>();
  private final Set<ObjectRef> failed = ConcurrentHashMap.newKeySet();
  private final Consumer<SecurityReport> written;
  private int count;
  private RunProgress.Tally tally = RunProgress.Tally.none();

  ReportRound(
      Inventory inventory,
      List<ScanScope> scopes,
      Judge judge,
      ReportStore store,
      ReportWriter writer,
      String operatorNamespace,
      Consumer<SecurityReport> written,
      Instant now) {
    this.written = written;
    this.inventory = inventory;
    this.scopes = scopes;
    this.judge = judge;
    this.store = store;
    this.writer = writer;
    this.operatorNamespace = operatorNamespace;
    this.now = now;
    this.subjects = Subject.in(inventory, scopes);
  }

  /** What the schedules look at. */
  List<ScanScope> scopes() {
    return scopes;
  }

  /** The subjects that {@code chosen} takes. */
  List<Subject> subjects(Predicate<Subject> chosen) {
    return subjects.stream().filter(chosen).toList();
  }

  /**
   * Judges what {@code chosen} takes and writes what is new.
   *
   * @param done told after each
   */
  void judge(Predicate<Subject> chosen, Runnable done) {
    try (Writers writers = new Writers()) {
      for (Subject subject : subjects) {
        if (chosen.test(subject)) {
          attempt(subject, () -> assess(subject))
              .ifPresentOrElse(
                  assessment -> writers.begin(() -> report(subject, assessment, done)), done);
        }
      }
    }
  }

  /** Judges everything, and writes what {@code chosen} takes, which may be the cluster's report. */
  void judgeAll(Predicate<Subject> chosen, Runnable done) {
    ClusterSummary summary = new ClusterSummary();
    try (Writers writers = new Writers()) {
      for (Subject subject : subjects) {
        Optional<Assessment> assessment = attempt(subject, () -> assess(subject));
        assessment.ifPresent(summary::add);
        if (chosen.test(subject)) {
          assessment.ifPresentOrElse(
              judged -> writers.begin(() -> report(subject, judged, done)), done);
        }
      }
    }
    RunProgress.Tally ofSubjects = tally;
    Coverage.ofCluster(scopes)
        .<Subject>map(Subject.OfCluster::new)
        .filter(chosen)
        .ifPresent(cluster -> report(cluster, summary.assessment(), () -> {}));
    tally = ofSubjects;
  }

  /**
   * Deletes the reports of what is there no more, or what no schedule looks at any more.
   *
   * @param within the namespaces that the inventory holds; a report elsewhere is none of this
   *     round's business
   */
  void sweep(Predicate<String> within) {
    Set<String> wanted = new HashSet<>();
    subjects.forEach(subject -> wanted.add(namespace(subject) + "/" + name(subject)));
    if (!scopes.isEmpty()) {
      wanted.add(operatorNamespace + "/" + ReportName.of(Subject.CLUSTER));
    }
    for (PreviousReport report : store.all()) {
      if (within.test(report.namespace())
          && !wanted.contains(report.namespace() + "/" + report.name())) {
        try {
          writer.delete(report);
        } catch (RuntimeException e) {
          fail(report.namespace() + "/" + report.name(), e);
        }
      }
    }
  }

  /** The report of that name at any length; empty when this round has none of it. */
  Optional<SecurityReport> whole(String namespace, String name) {
    return subjects.stream()
        .filter(subject -> namespace(subject).equals(namespace) && name(subject).equals(name))
        .findFirst()
        .map(
            subject ->
                ReportComposer.compose(
                    assess(subject),
                    namespace,
                    subject.coverage().limits().unbounded(),
                    history(subject)));
  }

  /** What was found in what {@link #judge} took. */
  RunProgress.Tally tally() {
    return tally;
  }

  /** How many reports said something new. */
  int written() {
    return count;
  }

  /** What went wrong, one line per object; empty if nothing did. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** What could not be judged, or whose report could not be written. */
  Set<ObjectRef> failed() {
    return Set.copyOf(failed);
  }

  private interface Assessor {
    Assessment assess();
  }

  private Assessment assess(Subject subject) {
    return switch (subject) {
      case Subject.OfWorkload of -> judge.workload(of.workload(), inventory);
      case Subject.OfNamespace of -> judge.namespace(of.namespace(), inventory);
      case Subject.OfCluster of -> throw new IllegalStateException("judged from all others");
    };
  }

  private void report(Subject subject, Assessment assessment, Runnable done) {
    attempt(
        subject,
        () -> {
          write(subject, assessment);
          return assessment;
        });
    done.run();
  }

  private void write(Subject subject, Assessment assessment) {
    Optional<PreviousReport> before = store.find(namespace(subject), name(subject));
    if (before.isPresent() && ImageDemand.awaitsScan(assessment)) {
      // The report before is better than one that knows less: it would call fixed what is unknown.
      return;
    }
    SecurityReport report =
        ReportComposer.compose(
            assessment, namespace(subject), subject.coverage().limits(), history(subject));
    boolean isNew = writer.write(report);
    count(report, isNew);
    if (isNew) {
      written.accept(report);
    }
  }

  private History history(Subject subject) {
    return store
        .find(namespace(subject), name(subject))
        .<History>map(previous -> new History.Since(previous, now))
        .orElseGet(() -> new History.First(now));
  }

  private synchronized void count(SecurityReport report, boolean isNew) {
    count += isNew ? 1 : 0;
    tally =
        tally.plus(
            report.getSummary(),
            isNew ? report.getChange().getNewCount() : 0,
            isNew ? report.getChange().getFixed() : 0);
  }

  /** One object that cannot be judged or written is no reason to leave the others. */
  private Optional<Assessment> attempt(Subject subject, Assessor assessor) {
    try {
      return Optional.of(assessor.assess());
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        // Not the object's fault: this replica stops, and the next one judges it.
        throw new CancellationException();
      }
      failed.add(subject.scope());
      fail(subject.scope().toString(), e);
      Consumer<PreviousReport> mark = previous -> writer.markFailed(previous, why(e), now);
      try {
        store.find(namespace(subject), name(subject)).ifPresent(mark);
      } catch (RuntimeException again) {
        e.addSuppressed(again);
      }
      return Optional.empty();
    }
  }

  private synchronized void fail(String object, RuntimeException cause) {
    failures.add(object + ": " + why(cause));
    LOG.atWarn().addKeyValue("object", object).setCause(cause).log("scan failed");
  }

  /** Of what the client says about a refusal, only what the API server said is for people. */
  private static String why(RuntimeException cause) {
    return cause instanceof KubernetesClientException refusal
            && refusal.getStatus() != null
            && refusal.getStatus().getMessage() != null
        ? refusal.getStatus().getMessage()
        : String.valueOf(cause.getMessage());
  }

  private String namespace(Subject subject) {
    return switch (subject) {
      case Subject.OfWorkload of -> of.workload().ref().namespace();
      case Subject.OfNamespace of -> of.namespace().name();
      case Subject.OfCluster of -> operatorNamespace;
    };
  }

  private static String name(Subject subject) {
    return ReportName.of(subject.scope());
  }
}
