package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What root may do in a container is cut down. Names count exactly: no case, no {@code CAP_}. */
final class Capabilities {
  private static final Set<String> DEFAULT =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private Capabilities() {}

  /** Nothing is added beyond what a runtime gives by default. */
  static Optional<Violation> baseline(Control control, Pod pod) {
    Tally bad = new Tally();
    for (PodContainer container : pod.containers()) {
      judgeAdded(bad, container, DEFAULT::contains);
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(control, "non-default capabilities", mustNotAdd(bad));
  }

  /** All are dropped, and only the one for ports below 1024 may come back. */
  static Optional<Violation> restricted(Control control, Pod pod) {
    Tally keeping = new Tally();
    Tally adding = new Tally();
    Tally both = new Tally();
    for (PodContainer container : pod.containers()) {
      if (!dropsAll(container)) {
        keeping.container(container, "securityContext.capabilities.drop");
        both.field(keeping.fields().getLast());
      }
      int before = adding.fields().size();
      judgeAdded(adding, container, "NET_BIND_SERVICE"::equals);
      adding.fields().stream().skip(before).forEach(both::field);
    }
    if (both.isEmpty()) {
      return Optional.empty();
    }
    List<String> details = new ArrayList<>(2);
    if (!keeping.isEmpty()) {
      details.add(keeping.containers() + " must set securityContext.capabilities.drop=[\"ALL\"]");
    }
    if (!adding.isEmpty()) {
      details.add(mustNotAdd(adding));
    }
    return both.violation(control, "unrestricted capabilities", String.join("; ", details));
  }

  private static boolean dropsAll(PodContainer container) {
    for (Node capability : container.securityContext().at("capabilities", "drop").items()) {
      if (capability.textOr("").equals("ALL")) {
        return true;
      }
    }
    return false;
  }

  private static void judgeAdded(Tally bad, PodContainer container, Predicate<String> allowed) {
    List<Node> added = container.securityContext().at("capabilities", "add").items();
    for (int i = 0; i < added.size(); i++) {
      String capability = added.get(i).textOr("");
      if (!allowed.test(capability)) {
        bad.container(container, "securityContext.capabilities.add[" + i + "]");
        bad.value(capability);
      }
    }
  }

  private static String mustNotAdd(Tally bad) {
    return bad.containers()
        + " must not include "
        + Tally.quoted(bad.values())
        + " in securityContext.capabilities.add";
  }
}
