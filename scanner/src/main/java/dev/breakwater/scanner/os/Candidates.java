package dev.breakwater.scanner.os;

import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;

/** The small files that one distribution each has. */
final class Candidates {

  private static final String DISTRIB_RELEASE = "DISTRIB_RELEASE=";

  private Candidates() {}

  static SystemCandidate of(String family, String version, int precedence) {
    return new SystemCandidate(new OperatingSystem(family, version, Optional.empty()), precedence);
  }

  static SystemCandidate stream(String family, String stream) {
    return new SystemCandidate(
        new OperatingSystem(family, "", Optional.empty(), stream), Precedence.STREAM);
  }

  /** {@code debian_version}: {@code 12.5}, or {@code trixie/sid} before a release. */
  static Optional<SystemCandidate> debian(List<String> lines) {
    return firstLine(lines).map(version -> of("debian", version, Precedence.ANCESTOR));
  }

  /** {@code alpine-release}: {@code 3.19.1}. */
  static Optional<SystemCandidate> alpine(List<String> lines) {
    return firstLine(lines).map(version -> of("alpine", version, Precedence.ANCESTOR));
  }

  /** {@code lsb-release}, when it is Ubuntu's. */
  static Optional<SystemCandidate> ubuntu(List<String> lines) {
    if (!lines.contains("DISTRIB_ID=Ubuntu")) {
      return Optional.empty();
    }
    return lines.stream()
        .filter(line -> line.startsWith(DISTRIB_RELEASE))
        .findFirst()
        .map(line -> line.substring(DISTRIB_RELEASE.length()).strip())
        .map(version -> of("ubuntu", version, Precedence.OWN));
  }

  /**
   * {@code system-release}, when it is Amazon's: {@code Amazon Linux release 2 (Karoo)} is {@code 2
   * (Karoo)}, {@code Amazon Linux AMI release 2018.03} is {@code AMI release 2018.03}.
   */
  static Optional<SystemCandidate> amazon(List<String> lines) {
    for (String line : lines) {
      List<String> words = words(line);
      boolean second = line.startsWith("Amazon Linux release 2");
      if (line.startsWith("Amazon Linux") && words.size() > (second ? 4 : 2)) {
        String version = String.join(" ", words.subList(second ? 3 : 2, words.size()));
        return Optional.of(of("amazon", version, Precedence.OWN));
      }
    }
    return Optional.empty();
  }

  /** {@code mariner-release}: {@code CBL-Mariner 2.0.20240123}. */
  static Optional<SystemCandidate> mariner(List<String> lines) {
    return lines.stream()
        .map(Candidates::words)
        .filter(words -> words.size() == 2)
        .filter(words -> words.getFirst().toLowerCase(Locale.ROOT).equals("cbl-mariner"))
        .findFirst()
        .map(words -> of("cbl-mariner", words.getLast(), Precedence.OWN));
  }

  private static Optional<String> firstLine(List<String> lines) {
    return lines.stream().findFirst().map(String::strip).filter(line -> !line.isEmpty());
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Collections.list(new StringTokenizer(line)).forEach(word -> words.add((String) word));
    return words;
  }
}
