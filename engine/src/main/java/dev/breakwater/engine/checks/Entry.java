package dev.breakwater.engine.checks;

import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.finding.Severity;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Writes one entry of the catalogue, in the order in which it is read. */
final class Entry {
  private final String id;
  private final Severity severity;
  private final String title;
  private Finding.Type type = Finding.Type.CONFIGURATION;
  private String why = "";
  private String remedy = "";
  private String before = "";
  private String after = "";
  private List<String> controls = List.of();
  private String reportedAs;
  private List<String> refines = List.of();

  private Entry(String id, Severity severity, String title) {
    this.id = id;
    this.severity = severity;
    this.title = title;
    this.reportedAs = id;
  }

  static Entry check(String id, Severity severity, String title) {
    return new Entry(id, severity, title);
  }

  Entry why(String text) {
    why = text.strip();
    return this;
  }

  Entry remedy(String text) {
    remedy = text.strip();
    return this;
  }

  Entry before(String yaml) {
    before = yaml.stripTrailing();
    return this;
  }

  Entry after(String yaml) {
    after = yaml.stripTrailing();
    return this;
  }

  Entry controls(String... ids) {
    controls = List.of(ids);
    return this;
  }

  /** Its findings are about traffic. */
  Entry network() {
    return type(Finding.Type.NETWORK);
  }

  Entry type(Finding.Type kind) {
    type = kind;
    return this;
  }

  /** One edit cures it together with others: they are one finding, under that id. */
  Entry reportedAs(String gathering) {
    reportedAs = gathering;
    return this;
  }

  /** Where this finds fault with a field, those more general checks need not. */
  Entry refines(String... general) {
    refines = List.of(general);
    return this;
  }

  /** One finding for the workload, however many of its containers are concerned. */
  Rule workload(Function<PodView, ? extends Collection<Spot>> function) {
    return new Rule.OfWorkload(entry(Check.AppliesTo.WORKLOAD), Rule.Telling.TOGETHER, function);
  }

  /** One finding for each spot, since each needs a decision of its own. */
  Rule eachOf(Function<PodView, ? extends Collection<Spot>> function) {
    return new Rule.OfWorkload(entry(Check.AppliesTo.WORKLOAD), Rule.Telling.EACH, function);
  }

  /** One finding for the namespace. */
  Rule namespace(Function<NamespaceView, ? extends Collection<Spot>> function) {
    return new Rule.OfNamespace(entry(Check.AppliesTo.NAMESPACE), Rule.Telling.TOGETHER, function);
  }

  /** One finding for each spot of the namespace. */
  Rule eachOfNamespace(Function<NamespaceView, ? extends Collection<Spot>> function) {
    return new Rule.OfNamespace(entry(Check.AppliesTo.NAMESPACE), Rule.Telling.EACH, function);
  }

  /** Finds nothing itself: gathers what others find. */
  Rule gathering() {
    return new Rule.Gathering(entry(Check.AppliesTo.WORKLOAD));
  }

  /** Found by the scan of an image, not by looking at the object. */
  Rule scanned() {
    return new Rule.Scanned(entry(Check.AppliesTo.IMAGE));
  }

  private Check entry(Check.AppliesTo appliesTo) {
    return new Check(
        id,
        title,
        severity,
        type,
        appliesTo,
        why,
        remedy,
        before,
        after,
        controls,
        reportedAs,
        refines);
  }
}
