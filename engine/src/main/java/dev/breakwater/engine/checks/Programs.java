package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.LOW;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What is run, as far as the command line tells. */
final class Programs {
  private static final List<String> PIPES =
      List.of("| sh", "|sh", "| bash", "|bash", "| sudo", "| /bin/sh", "| /bin/bash", "| python");
  private static final List<String> INSTALLERS =
      List.of(
          "apt-get install",
          "apt install",
          "apk add",
          "yum install",
          "dnf install",
          "pip install",
          "pip3 install",
          "npm install",
          "gem install",
          "go install");

  static final List<Rule> RULES =
      List.of(
          check("BW-RUN-001", MEDIUM, "A server for SSH is run")
              .why(
                  """
                  It is a second way in, with accounts of its own that Kubernetes neither knows nor \
                  logs. "kubectl exec" does the same under RBAC and audit.
                  """)
              .remedy("Remove the server and port 22; use kubectl exec or kubectl debug.")
              .before("ports: [{containerPort: 22}]")
              .after("ports: [{containerPort: 8080}]")
              .controls("OWASP:K01", "MITRE:T1133")
              .workload(Programs::ssh),
          check("BW-RUN-002", MEDIUM, "A command uses sudo")
              .why(
                  """
                  It works only if the container may gain privileges and its user may become root: \
                  running as another user then protects nothing.
                  """)
              .remedy("Prepare what needs root when the image is built.")
              .before("command: [sh, -c, sudo chown app /data && run]")
              .after("securityContext: {fsGroup: 10001}")
              .controls("NSA:privilege-escalation", "OWASP:K01", "MITRE:T1548")
              .workload(pod -> running(pod, Programs::sudo)),
          check("BW-RUN-003", MEDIUM, "Code is fetched and run when the container starts")
              .why(
                  """
                  What runs is decided by a server elsewhere at each start: it was not scanned, not \
                  signed, not tested, and may be other code tomorrow.
                  """)
              .remedy("Put the code into the image.")
              .before("command: [sh, -c, curl https://get.example.com | sh]")
              .after("command: [/app/run]")
              .controls("NSA:image-integrity", "OWASP:K01", "MITRE:T1105")
              .workload(pod -> running(pod, Programs::fetched)),
          check("BW-RUN-004", LOW, "Packages are installed when the container starts")
              .why(
                  """
                  Each start brings other versions than those that were tested and scanned, needs \
                  root and a writable file system, and fails while the mirror is away.
                  """)
              .remedy("Install them when the image is built.")
              .before("command: [sh, -c, apk add curl && run]")
              .after("command: [/app/run]")
              .controls("NSA:image-integrity", "OWASP:K01", "MITRE:T1105")
              .workload(pod -> running(pod, Programs::installed)));

  private Programs() {}

  private static List<Spot> ssh(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      List<Node> ports = container.body().at("ports").items();
      for (int index = 0; index < ports.size(); index++) {
        OptionalLong port = ports.get(index).at("containerPort").integer();
        if (port.isPresent() && port.getAsLong() == 22) {
          spots.add(pod.at(container, "containerPort 22", "ports", "[" + index + "]"));
        }
      }
    }
    spots.addAll(running(pod, Programs::sshd));
    return spots;
  }

  private static List<Spot> running(PodView pod, Function<String, Optional<String>> seen) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      for (CommandLine line : CommandLine.of(container)) {
        for (int index = 0; index < line.words().size(); index++) {
          Optional<String> text = seen.apply(line.words().get(index));
          if (text.isPresent()) {
            spots.add(pod.at(container, text.get(), line.path(), "[" + index + "]"));
          }
        }
      }
    }
    return spots;
  }

  private static Optional<String> sshd(String word) {
    return word.equals("sshd") || word.endsWith("/sshd") || word.contains("/sshd -")
        ? Optional.of("runs sshd")
        : Optional.empty();
  }

  private static Optional<String> sudo(String word) {
    return word.equals("sudo")
            || word.startsWith("sudo ")
            || word.contains(" sudo ")
            || word.contains("\nsudo ")
            || word.endsWith("/sudo")
        ? Optional.of("runs sudo")
        : Optional.empty();
  }

  private static Optional<String> fetched(String word) {
    if (!word.contains("curl ") && !word.contains("wget ")) {
      return Optional.empty();
    }
    return PIPES.stream().anyMatch(word::contains)
        ? Optional.of("pipes a download into a shell")
        : Optional.empty();
  }

  private static Optional<String> installed(String word) {
    return INSTALLERS.stream()
        .filter(word::contains)
        .findFirst()
        .map(installer -> "runs " + installer);
  }
}
