package dev.breakwater.scanner.config;

import dev.breakwater.image.facts.ImageConfiguration.Step;
import dev.breakwater.image.facts.Misconfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the history tells about how an image was built: the steps of BuildKit and of older builders.
 */
final class BuildSteps {

  /** A history is read to this many characters a step: what matters stands at its beginning. */
  private static final int LONGEST = 64 * 1024;

  private static final String OLD_BUILDER = "/bin/sh -c #(nop) ";

  private static final List<String> UPDATES =
      List.of("apt-get update", "apt update", "apk update", "yum makecache", "dnf makecache");

  private static final List<String> INSTALLS = List.of("install", "upgrade", " add ", "build-dep");

  private static final List<String> UNVERIFIED =
      List.of(
          "--no-check-certificate",
          "curl -k ",
          "curl --insecure",
          " -k http",
          " --insecure http",
          "--allow-unauthenticated",
          "--force-yes",
          "--nogpgcheck",
          "--no-gpg-checks",
          "--allow-untrusted",
          "--trusted-host",
          "strict-ssl false",
          "sslverify=false",
          "http.sslverify false");

  private BuildSteps() {}

  static List<Misconfiguration> review(List<Step> history) {
    List<Misconfiguration> found = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      String step = history.get(i).createdBy();
      String instruction = instruction(step.substring(0, Math.min(step.length(), LONGEST)));
      String where = "step " + (i + 1) + " of the history";
      addedUrl(instruction)
          .ifPresent(
              url ->
                  found.add(
                      Weakness.ADD_URL.of(
                          where
                              + " adds "
                              + url
                              + "; add --checksum=sha256:..., or download and verify it in RUN")));
      found.addAll(run(instruction, where));
      for (String argument : secretArguments(instruction)) {
        found.add(
            Weakness.SECRET_IN_ARGUMENT.of(
                where
                    + " keeps the value of the argument "
                    + argument
                    + "; change that secret, and give it to the build with RUN"
                    + " --mount=type=secret"));
      }
    }
    return found;
  }

  private static String instruction(String step) {
    return step.startsWith(OLD_BUILDER) ? step.substring(OLD_BUILDER.length()).strip() : step;
  }

  /** The host and the path; not what stands behind a question mark, and no password. */
  private static Optional<String> addedUrl(String instruction) {
    if (!instruction.startsWith("ADD ") || instruction.contains("--checksum=")) {
      return Optional.empty();
    }
    for (String word : instruction.split(" ", -1)) {
      if (word.startsWith("http://") || word.startsWith("https://")) {
        String url = word.split("[?#]", 2)[0];
        String host = url.substring(url.indexOf("://") + 3);
        return Optional.of(
            url.substring(0, url.indexOf("://") + 3) + host.substring(host.indexOf('@') + 1));
      }
    }
    return Optional.empty();
  }

  private static List<Misconfiguration> run(String instruction, String where) {
    String command = instruction.toLowerCase(Locale.ROOT);
    if (!command.startsWith("run ")
        && !command.contains("/bin/sh -c ")
        && !command.startsWith("|")) {
      return List.of();
    }
    List<Misconfiguration> found = new ArrayList<>();
    if (UPDATES.stream().anyMatch(command::contains)
        && INSTALLS.stream().noneMatch(command::contains)) {
      found.add(
          Weakness.UPDATE_ALONE.of(
              where
                  + " updates the lists of packages only, so that a cached build installs old ones;"
                  + " update and install in the same RUN"));
    }
    UNVERIFIED.stream()
        .filter(command::contains)
        .findFirst()
        .ifPresent(
            option ->
                found.add(
                    Weakness.UNVERIFIED_DOWNLOAD.of(
                        where
                            + " uses "
                            + option.strip()
                            + "; verify certificates and signatures, and add the CA that is"
                            + " missing")));
    return found;
  }

  /**
   * Build arguments that {@code RUN |2 A=x B=y /bin/sh -c ...} keeps: as many as the number says.
   */
  private static List<String> secretArguments(String instruction) {
    int bar = instruction.indexOf('|');
    boolean arguments = bar == 0 || (bar == 4 && instruction.startsWith("RUN "));
    if (!arguments) {
      return List.of();
    }
    String[] words = instruction.substring(bar + 1).split(" ", 200);
    List<String> names = new ArrayList<>();
    for (int i = 1; i < words.length && !words[i].startsWith("/"); i++) {
      int equals = words[i].indexOf('=');
      if (equals > 0
          && SensitiveNames.holdsSecret(
              words[i].substring(0, equals), words[i].substring(equals + 1))) {
        names.add(words[i].substring(0, equals));
      }
    }
    return names;
  }
}
