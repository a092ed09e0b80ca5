package dev.breakwater.engine.checks;

import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the catalogue.
 *
 * @param id stable for ever: {@code BW-HOST-001}
 * @param title what is wrong, as a short sentence
 * @param severity how bad it is
 * @param type under what kind its findings are reported
 * @param appliesTo what it looks at
 * @param why what can happen, and why that severity
 * @param remedy what to do
 * @param before YAML that it finds fault with
 * @param after the same YAML made right
 * @param controls what frameworks ask for it: {@code PSS:baseline}, {@code NSA:...} (Kubernetes
 *     Hardening Guide 1.2, by topic), {@code CIS:5.2.2} (CIS Kubernetes Benchmark 1.12), {@code
 *     OWASP:K01} (Kubernetes Top 10 of 2025), {@code MITRE:T1611} (ATT&amp;CK for Containers)
 * @param reportedAs the id of the check under which its findings are gathered with those of its
 *     neighbours, since one edit cures them all; its own id where it stands alone
 * @param refines ids of the more general checks that keep silent about a field that this one found
 */
public record Check(
    String id,
    String title,
    Severity severity,
    Finding.Type type,
    AppliesTo appliesTo,
    String why,
    String remedy,
    String before,
    String after,
    List<String> controls,
    String reportedAs,
    List<String> refines) {
  /** What a check looks at. */
  public enum AppliesTo {
    /** One workload with the pod that it makes. */
    WORKLOAD,
    /** One namespace as a whole. */
    NAMESPACE,
    /** The content of one image. */
    IMAGE
  }

  /** Copies the lists. */
  public Check {
    controls = List.copyOf(controls);
    refines = List.copyOf(refines);
  }

  /** The id of the check that gathers its findings; empty where it stands alone. */
  public Optional<String> gatheredBy() {
    return reportedAs.equals(id) ? Optional.empty() : Optional.of(reportedAs);
  }
}
