package dev.breakwater.cli.scan;

import static dev.breakwater.cli.console.Console.COLUMNS;
import static java.util.Comparator.comparingInt;

import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.api.v1alpha1.ImageScanState;
import dev.breakwater.api.v1alpha1.ReportImage;
import dev.breakwater.api.v1alpha1.ReportSummary;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.Style;
import dev.breakwater.cli.console.Wrapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Findings for people: one block for each object, the worst first; in it what is wrong, what to do
 * and where.
 */
final class Table {
  private static final int SEVERITY = 10;
  private static final String INDENT = " ".repeat(SEVERITY + 2);

  private static final Comparator<Judged> WORST_FIRST =
      comparingInt((Judged judged) -> -judged.summary().getCritical())
          .thenComparingInt(judged -> -judged.summary().getHigh())
          .thenComparingInt(judged -> -judged.summary().getMedium())
          .thenComparingInt(judged -> -judged.summary().getLow())
          .thenComparing(Judged.ORDER);

  private final Console console;

  Table(Console console) {
    this.console = console;
  }

  void print(List<Judged> judged) {
    judged.stream()
        .filter(one -> !one.report().getFindings().isEmpty())
        .sorted(WORST_FIRST)
        .forEach(this::printBlock);
    printSummary(judged);
  }

  private void printBlock(Judged judged) {
    String counts = String.join(", ", counts(judged.summary()));
    String title = Wrapping.shortened(judged.title(), COLUMNS - counts.length() - 2);
    line(
        Style.BOLD.on(console, title)
            + " ".repeat(COLUMNS - title.length() - counts.length())
            + counts);
    judged.report().getFindings().forEach(this::printFinding);
    line("");
  }

  /** The message beside severity and check, then the remedy, then the place. */
  private void printFinding(Finding finding) {
    String severity = label(finding);
    String check = Wrapping.shortened(finding.getCheck(), COLUMNS / 2);
    int width = COLUMNS - INDENT.length();
    List<String> message = Wrapping.lines(finding.getMessage(), width - check.length() - 2);
    String first = message.getFirst();
    line(
        "  "
            + Style.ofSeverity(severity).on(console, severity)
            + " ".repeat(SEVERITY - severity.length())
            + first
            + " ".repeat(width - first.length() - check.length())
            + Style.FAINT.on(console, check));
    message.stream().skip(1).forEach(more -> line(INDENT + more));
    String mark = "> ";
    for (String part : Wrapping.lines(remedy(finding), width - mark.length())) {
      line(INDENT + mark + part);
      mark = "  ";
    }
    String place = place(finding);
    if (!place.isEmpty()) {
      // A place that is cut cannot be opened: a long one rather begins further left.
      String indent = " ".repeat(Math.clamp(COLUMNS - place.length(), 0, INDENT.length()));
      line(indent + Style.FAINT.on(console, Wrapping.shortened(place, COLUMNS)));
    }
  }

  private static String label(Finding finding) {
    String name = finding.getSeverity().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String remedy(Finding finding) {
    return Objects.requireNonNullElse(finding.getRemediation(), "");
  }

  /** {@code file:line}; in a cluster the field, unless it is the object as a whole. */
  private static String place(Finding finding) {
    String file = Objects.requireNonNullElse(finding.getFile(), "");
    Integer line = finding.getLine();
    if (file.isEmpty()) {
      return finding.getSubject() == null ? "" : Objects.requireNonNullElse(finding.getPath(), "");
    }
    return line == null ? file : file + ":" + line;
  }

  private void printSummary(List<Judged> judged) {
    ReportSummary total = new ReportSummary();
    int concerned = 0;
    for (Judged one : judged) {
      ReportSummary summary = one.summary();
      total.setCritical(total.getCritical() + summary.getCritical());
      total.setHigh(total.getHigh() + summary.getHigh());
      total.setMedium(total.getMedium() + summary.getMedium());
      total.setLow(total.getLow() + summary.getLow());
      total.setUnknown(total.getUnknown() + summary.getUnknown());
      concerned += one.report().getFindings().isEmpty() ? 0 : 1;
    }
    int namespaces = (int) judged.stream().filter(Judged::isNamespace).count();
    int workloads = judged.size() - namespaces;
    List<String> counts = counts(total);
    String looked =
        number(workloads, "workload")
            + (namespaces == 0 ? "" : " and " + number(namespaces, "namespace"))
            + " judged"
            + images(judged);
    line(
        counts.isEmpty()
            ? Style.GOOD.on(console, looked + ", nothing found")
            : Style.BOLD.on(
                console,
                looked + ": " + String.join(", ", counts) + " in " + concerned + " of them"));
  }

  /** How many images were read, where they were to be. */
  private static String images(List<Judged> judged) {
    Map<ImageScanState, Set<String>> images = new EnumMap<>(ImageScanState.class);
    for (Judged one : judged) {
      for (ReportImage image : one.report().getImages()) {
        if (image.getScan() != null) {
          images
              .computeIfAbsent(image.getScan().getState(), _ -> new TreeSet<>())
              .add(image.getImage() + "@" + image.getDigest());
        }
      }
    }
    if (images.isEmpty()) {
      return "";
    }
    int read = images.getOrDefault(ImageScanState.SCANNED, Set.of()).size();
    int failed = images.getOrDefault(ImageScanState.FAILED, Set.of()).size();
    return ", "
        + (failed == 0
            ? number(read, "image") + " read"
            : read + " of " + number(read + failed, "image") + " read");
  }

  private static String number(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static List<String> counts(ReportSummary summary) {
    List<String> counts = new ArrayList<>();
    add(counts, summary.getCritical(), "critical");
    add(counts, summary.getHigh(), "high");
    add(counts, summary.getMedium(), "medium");
    add(counts, summary.getLow(), "low");
    add(counts, summary.getUnknown(), "unknown");
    return counts;
  }

  private static void add(List<String> counts, int count, String severity) {
    if (count > 0) {
      counts.add(count + " " + severity);
    }
  }

  private void line(String text) {
    console.out().println(text);
  }
}
