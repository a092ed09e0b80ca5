package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.HIGH;
import static dev.breakwater.engine.finding.Severity.LOW;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets that stand where everybody who may read the workload reads them. */
final class Secrets {
  static final List<Rule> RULES =
      List.of(
          check("BW-SEC-001", HIGH, "An environment variable holds a secret in plain text")
              .why(
                  """
                  Everybody who may read the workload reads it, and so does everybody who sees the \
                  repository, a backup, or the output of a tool. Seen by the name together with the \
                  value, or by the form of the value alone. The value is never shown.
                  """)
              .remedy(
                  "Move the value into a Secret, mount it as a file, and replace it: it is known.")
              .before("env: [{name: DB_PASSWORD, value: hunter2}]")
              .after(
                  """
                  volumes:
                  - name: db
                    secret: {secretName: db}
                  """)
              .controls("NSA:secrets", "CIS:5.4.1", "OWASP:K03", "MITRE:T1552")
              .eachOf(Secrets::inEnvironment),
          check("BW-SEC-002", HIGH, "A command line holds a secret in plain text")
              .why(
                  """
                  Beside everybody who may read the workload, every process of the pod sees it in \
                  the list of processes, and it lands in logs. Commands of probes and hooks count. \
                  The value is never shown.
                  """)
              .remedy(
                  "Move the value into a Secret, let the program read it from a file, and replace"
                      + " it: it is known.")
              .before("args: [--password=hunter2]")
              .after("args: [--password-file=/run/secrets/db/password]")
              .controls("NSA:secrets", "CIS:5.4.1", "OWASP:K03", "MITRE:T1552")
              .eachOf(Secrets::onCommandLines),
          check("BW-SEC-003", HIGH, "An annotation holds a secret")
              .why(
                  """
                  Annotations are read by more people and tools than anything else, and copied into \
                  logs. Seen by the form of the value alone, which is never shown.
                  """)
              .remedy("Move the value into a Secret, and replace it: it is known.")
              .before("annotations: {example.com/token: ghp_...}")
              .after("annotations: {example.com/token-secret: github}")
              .controls("NSA:secrets", "OWASP:K03", "MITRE:T1552")
              .eachOf(Secrets::inAnnotations),
          check("BW-SEC-004", LOW, "A Secret is used as an environment variable")
              .why(
                  """
                  The environment is inherited by every child process and printed by crash reports \
                  and debug pages; it also stays as it was when the Secret changes. Low: far better \
                  than plain text.
                  """)
              .remedy("Mount the Secret as a file.")
              .before(
                  """
                  env:
                  - name: DB_PASSWORD
                    valueFrom: {secretKeyRef: {name: db, key: password}}
                  """)
              .after(
                  """
                  volumes:
                  - name: db
                    secret: {secretName: db}
                  """)
              .controls("CIS:5.4.1", "OWASP:K03", "MITRE:T1552.007")
              .workload(Secrets::asEnvironment));

  private Secrets() {}

  private static List<Spot> inEnvironment(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      for (Node variable : container.body().at("env").items()) {
        String name = variable.at("name").textOr("");
        Optional<String> secret = secret(name, variable.at("value").display());
        if (secret.isPresent()) {
          String part = container.path() + ".env[name=" + name + "]";
          spots.add(pod.at(part, container.name(), name + " is " + secret.get(), "value"));
        }
      }
    }
    return spots;
  }

  private static Optional<String> secret(String name, String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> format = SecretText.in(value);
    if (format.isPresent()) {
      return format;
    }
    boolean secret =
        switch (SecretName.of(name)) {
          case SURE -> SecretText.isValue(value);
          case LIKELY -> SecretText.isValue(value) && SecretText.looksRandom(value);
          case NO -> false;
        };
    return secret ? Optional.of("plain text (" + SecretText.masked(value) + ")") : Optional.empty();
  }

  private static List<Spot> onCommandLines(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      for (CommandLine line : CommandLine.of(container)) {
        for (int index = 0; index < line.words().size(); index++) {
          Optional<String> secret = line.secretIn(index);
          if (secret.isPresent()) {
            String part = container.path() + "." + line.path() + "[" + index + "]";
            spots.add(
                pod.at(
                    part, container.name(), line.path() + "[" + index + "] holds " + secret.get()));
          }
        }
      }
    }
    return spots;
  }

  private static List<Spot> inAnnotations(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    String template =
        pod.template().path().substring(0, pod.template().path().length() - "spec".length());
    annotations(spots, "metadata.annotations", pod.workload().object().body().at("metadata"));
    if (!template.isEmpty()) {
      annotations(spots, template + "metadata.annotations", pod.template().metadata());
    }
    return spots;
  }

  private static void annotations(List<Spot> spots, String path, Node metadata) {
    for (Map.Entry<String, Node> annotation : metadata.at("annotations").entries().entrySet()) {
      // kubectl keeps the whole object here: what is in it has a finding of its own
      if (!annotation.getKey().equals("kubectl.kubernetes.io/last-applied-configuration")) {
        SecretText.in(annotation.getValue().display())
            .ifPresent(
                secret -> {
                  String part = path + "[" + annotation.getKey() + "]";
                  spots.add(new Spot(part, "", part, annotation.getKey() + " holds " + secret));
                });
      }
    }
  }

  private static List<Spot> asEnvironment(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Container container : pod.containers()) {
      for (Node variable : container.body().at("env").items()) {
        Node reference = variable.at("valueFrom", "secretKeyRef");
        if (reference.isPresent()) {
          String name = variable.at("name").textOr("");
          spots.add(
              pod.at(
                  container,
                  name + " from Secret " + reference.at("name").textOr(""),
                  "env",
                  "[name=" + name + "]",
                  "valueFrom"));
        }
      }
      List<Node> sources = container.body().at("envFrom").items();
      for (int index = 0; index < sources.size(); index++) {
        Node reference = sources.get(index).at("secretRef");
        if (reference.isPresent()) {
          spots.add(
              pod.at(
                  container,
                  "all of Secret " + reference.at("name").textOr(""),
                  "envFrom",
                  "[" + index + "]"));
        }
      }
    }
    return spots;
  }
}
