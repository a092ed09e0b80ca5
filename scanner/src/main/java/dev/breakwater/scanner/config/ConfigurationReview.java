package dev.breakwater.scanner.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageConfiguration.Step;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.scanner.secret.SecretRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges the configuration of an image and its history. Pure. */
public final class ConfigurationReview {

  private static final Map<String, String> VERIFICATION_OFF =
      Map.of(
          "NODE_TLS_REJECT_UNAUTHORIZED", "0",
          "PYTHONHTTPSVERIFY", "0",
          "GIT_SSL_NO_VERIFY", "*",
          "NPM_CONFIG_STRICT_SSL", "false",
          "CURL_INSECURE", "*",
          "GOINSECURE", "*",
          "GONOSUMCHECK", "*");

  private final SecretRules rules;

  /** Looks for secrets by these rules. */
  public ConfigurationReview(SecretRules rules) {
    this.rules = rules;
  }

  /**
   * The weaknesses that the configuration shows, in a stable order. No message holds a value that
   * may be a secret.
   */
  public List<Misconfiguration> weaknesses(ImageConfiguration configuration, Platform platform) {
    List<Misconfiguration> found = new ArrayList<>();
    if (!platform.os().equals("windows") && isRoot(configuration.user())) {
      found.add(
          Weakness.ROOT_USER.of(
              "the user is \""
                  + configuration.user()
                  + "\", which is root; end the Dockerfile with USER and a number above 0"));
    }
    if (configuration.healthcheck().isEmpty()
        || configuration.healthcheck().get().equals(List.of("NONE"))) {
      found.add(
          Weakness.NO_HEALTHCHECK.of(
              "there is no HEALTHCHECK; add one, or rely on the probes of Kubernetes, which ignores"
                  + " it"));
    }
    configuration.environment().forEach((name, value) -> found.addAll(variable(name, value)));
    configuration.labels().forEach((name, value) -> found.addAll(label(name, value)));
    for (String port : configuration.exposedPorts()) {
      if (port.equals("22") || port.equals("22/tcp")) {
        found.add(Weakness.SSH_PORT.of("port 22 is exposed; use kubectl exec in place of SSH"));
      }
    }
    found.addAll(BuildSteps.review(configuration.history()));
    return List.copyOf(found);
  }

  /**
   * The secrets in the environment, the labels and the commands (path {@code config}, one line for
   * each in this order) and in the history (path {@code history}, one line for each step). The
   * layer is -1.
   */
  public List<Secret> secrets(ImageConfiguration configuration) {
    List<String> lines = new ArrayList<>();
    configuration.environment().forEach((name, value) -> lines.add(name + "=" + value));
    configuration.labels().forEach((name, value) -> lines.add(name + "=" + value));
    lines.addAll(configuration.entrypoint());
    lines.addAll(configuration.command());
    List<Secret> found = new ArrayList<>(search("config", lines));
    found.addAll(search("history", configuration.history().stream().map(Step::createdBy).toList()));
    return List.copyOf(found);
  }

  private List<Secret> search(String path, List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line.replace('\n', ' ')).append('\n');
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    List<Secret> found = new ArrayList<>();
    for (Secret secret : rules.search(path, bytes, 0, bytes.length).secrets()) {
      found.add(
          new Secret(
              secret.rule(),
              secret.title(),
              secret.severity(),
              path,
              secret.line(),
              secret.excerpt(),
              -1));
    }
    return found;
  }

  /** Root by name, by number, or because nothing else is said; the group does not matter. */
  private static boolean isRoot(String user) {
    String name = user.split(":", 2)[0].strip();
    return name.isEmpty() || name.equals("root") || name.chars().allMatch(digit -> digit == '0');
  }

  private static List<Misconfiguration> variable(String name, String value) {
    List<Misconfiguration> found = new ArrayList<>();
    if (SensitiveNames.holdsSecret(name, value)) {
      found.add(
          Weakness.SECRET_IN_ENVIRONMENT.of(
              "the variable "
                  + name
                  + " has a value that everybody sees who can pull the image; change that secret,"
                  + " and give it to the container from a Secret"));
    }
    String off = VERIFICATION_OFF.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    if (off.equals("*") ? !value.isEmpty() : !off.isEmpty() && off.equalsIgnoreCase(value)) {
      found.add(
          Weakness.VERIFICATION_OFF.of(
              "the variable "
                  + name
                  + " switches the verification of certificates off; remove it, and add the CA that"
                  + " is missing"));
    }
    return found;
  }

  private static List<Misconfiguration> label(String name, String value) {
    List<Misconfiguration> found = new ArrayList<>();
    if (SensitiveNames.holdsSecret(name, value)) {
      found.add(
          Weakness.SECRET_IN_LABEL.of(
              "the label " + name + " has a value that looks like a secret; change that secret"));
    }
    if (name.equals("org.opencontainers.image.base.name") && hasNoVersion(value)) {
      found.add(
          Weakness.BASE_LATEST.of(
              "the base image is " + value + "; name a version or a digest in FROM"));
    }
    return found;
  }

  private static boolean hasNoVersion(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    return !image.isEmpty()
        && !last.equals("scratch")
        && !last.contains("@")
        && (!last.contains(":") || last.endsWith(":latest"));
  }
}
