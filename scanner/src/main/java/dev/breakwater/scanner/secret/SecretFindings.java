package dev.breakwater.scanner.secret;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import java.util.List;

/**
 * What the search of a file found.
 *
 * @param secrets by line
 * @param problems a limit that ended the search early, if one did
 */
public record SecretFindings(List<Secret> secrets, List<Problem> problems) {

  /** Copies the lists. */
  public SecretFindings {
    secrets = List.copyOf(secrets);
    problems = List.copyOf(problems);
  }
}
