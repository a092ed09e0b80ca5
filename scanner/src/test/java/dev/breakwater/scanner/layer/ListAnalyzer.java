package dev.breakwater.scanner.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads files that are named {@code list} or {@code var/db}: one finding a line, such as {@code npm
 * left-pad 1.0} or {@code secret key}.
 */
public final class ListAnalyzer implements Analyzer {
  @Override
  public String id() {
    return "list 1";
  }

  @Override
  public Set<String> systemFiles() {
    return Set.of("var/db");
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    return file.name().equals("list") || file.path().equals("var/db")
        ? Interest.whole(1_000_000, ListAnalyzer::read)
        : Interest.NONE;
  }

  private static void read(FileEntry file, byte[] content, Findings findings)
      throws MalformedException {
    for (String line : new String(content, UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        read(file, line.split(" ", -1), findings);
      }
    }
  }

  private static void read(FileEntry file, String[] words, Findings findings)
      throws MalformedException {
    switch (words[0]) {
      case "npm" -> findings.add(found(PackageType.NPM, words, Origin.DISTRIBUTION, file));
      case "deb" -> findings.add(found(PackageType.DEB, words, Origin.DISTRIBUTION, file));
      case "third" -> findings.add(found(PackageType.DEB, words, Origin.THIRD_PARTY, file));
      case "owns" -> findings.addOwned(words[1], List.of(words[2]));
      case "os" ->
          findings.add(
              new OperatingSystem(words[1], words[2], Optional.empty()),
              Integer.parseInt(words[3]));
      case "sets" -> findings.add(new BuildInfo(List.of(words[1]), "", ""));
      case "secret" ->
          findings.add(new Secret(words[1], "a key", Severity.HIGH, file.path(), 1, "***", 0));
      case "weak" ->
          findings.add(
              new Misconfiguration(words[1], "weak", Severity.LOW, "strengthen it", file.path()));
      case "crash" -> throw new IllegalStateException("a bug in a parser");
      case "overflow" -> throw new StackOverflowError();
      default -> throw new MalformedException("list: the word " + words[0]);
    }
  }

  private static InstalledPackage found(
      PackageType type, String[] words, Origin origin, FileEntry file) {
    return new InstalledPackage(
        type, words[1], words[2], "", Optional.empty(), "", origin, List.of(), file.path(), 0);
  }
}
