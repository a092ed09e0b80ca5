package dev.breakwater.cli.scan;

import static java.util.Comparator.comparing;

import dev.breakwater.api.v1alpha1.ReportSummary;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.engine.inventory.Origin;
import java.util.Comparator;

/**
 * One object with what is wrong with it.
 *
 * @param origin where the object was read
 * @param report what was found
 */
record Judged(Origin origin, SecurityReport report) {
  /** By namespace and name; where an object stands counts only where it is defined twice. */
  static final Comparator<Judged> ORDER =
      comparing(Judged::namespace)
          .thenComparing(judged -> judged.report.getMetadata().getName())
          .thenComparing(judged -> judged.origin.file())
          .thenComparingInt(judged -> judged.origin.line());

  String namespace() {
    return report.getMetadata().getNamespace();
  }

  String kind() {
    return report.getScope().getKind();
  }

  boolean isNamespace() {
    return kind().equals("Namespace");
  }

  /** {@code Deployment shop/cart}, {@code Namespace shop}. */
  String title() {
    String name = report.getScope().getName();
    return kind() + " " + (isNamespace() ? name : namespace() + "/" + name);
  }

  ReportSummary summary() {
    return report.getSummary();
  }
}
