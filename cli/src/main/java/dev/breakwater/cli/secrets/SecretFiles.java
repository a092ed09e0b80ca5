package dev.breakwater.cli.secrets;

import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.scanner.Scanner;
import dev.breakwater.scanner.StandardAnalyzers;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.merge.KnownBases;
import dev.breakwater.scanner.secret.SecretFindings;
import dev.breakwater.scanner.secret.SecretRules;
import dev.breakwater.scanner.source.ImageSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches files for secrets, as an image is searched. */
final class SecretFiles {
  private static final int HEAD = 4096;

  private SecretFiles() {}

  /** All files below {@code folder}, besides those that the rules pass over. */
  static ImageFacts below(Path folder) throws IOException {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    try (Scanner scanner =
        new Scanner(
            StandardAnalyzers.of(EnumSet.of(Part.SECRETS)),
            Limits.USUAL,
            new Scanner.Machine(1, false, scratch, 0, 0),
            Optional.empty())) {
      ImageFacts found = scanner.scan(new ImageSource.Folder(folder), new KnownBases(Map.of()));
      return facts(found.secrets(), found.problems());
    }
  }

  /** One file, whatever its name is. */
  static ImageFacts in(Path file) throws IOException {
    SecretRules rules = SecretRules.load();
    // Some rules are for files of certain names in certain folders.
    String path = file.toAbsolutePath().normalize().toString().substring(1);
    try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
      content.mark(HEAD);
      byte[] head = content.readNBytes(HEAD);
      content.reset();
      if (!rules.isText(path, head)) {
        return facts(
            List.of(),
            List.of(
                new Problem(
                    Problem.Kind.NOT_ASSESSED,
                    file.toString(),
                    "is no text: secrets are looked for in text only")));
      }
      SecretFindings found = rules.search(path, content);
      return facts(
          found.secrets().stream().map(secret -> in(file, secret)).toList(),
          found.problems().stream()
              .map(problem -> new Problem(problem.kind(), file.toString(), problem.message()))
              .toList());
    }
  }

  private static Secret in(Path file, Secret secret) {
    return new Secret(
        secret.rule(),
        secret.title(),
        secret.severity(),
        file.toString(),
        secret.line(),
        secret.excerpt(),
        secret.layer());
  }

  private static ImageFacts facts(List<Secret> secrets, List<Problem> problems) {
    return ImageFacts.withoutImage(Optional.empty(), List.of(), secrets, problems);
  }
}
