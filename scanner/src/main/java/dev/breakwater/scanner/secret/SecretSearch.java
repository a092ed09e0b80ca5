package dev.breakwater.scanner.secret;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import java.util.ArrayList;
import java.util.List;

/** The search of one file, a piece at a time. No value leaves it. */
final class SecretSearch {

  /** How many characters the regular expressions may read for one file: about two seconds. */
  private static final long BUDGET = 16L * 1024 * 1024;

  private static final int MOST_SECRETS = 10_000;

  private final SecretRules rules;
  private final String path;
  private final List<Secret> secrets = new ArrayList<>();
  private long linesBefore;
  private long budget = BUDGET;
  private boolean cut;

  SecretSearch(SecretRules rules, String path) {
    this.rules = rules;
    this.path = path;
  }

  /**
   * Searches a piece of the file and reports the secrets that begin in one part of it: around that
   * part lies what the pieces before and after report.
   *
   * @param first where that part begins
   * @param last where it ends
   * @param forgotten the end of what the next piece does not have any more
   */
  void piece(byte[] buffer, int from, int to, int first, int last, int forgotten) {
    PlaceFinder finder = new PlaceFinder(rules, path, buffer, from, to, budget);
    List<Place> places = finder.find();
    budget = finder.budget();
    cut |= finder.wasCut();
    long line = linesBefore + 1;
    int counted = from;
    for (Place place : PlaceFinder.distinct(places)) {
      if (place.start() >= first && place.start() < last) {
        line += newlines(buffer, counted, place.start());
        counted = place.start();
        report(place, line, Excerpt.of(buffer, from, to, place, places));
      }
    }
    linesBefore += newlines(buffer, from, forgotten);
  }

  SecretFindings findings() {
    List<Problem> problems = new ArrayList<>();
    if (cut) {
      problems.add(
          new Problem(
              Problem.Kind.LIMIT,
              path,
              "the search for secrets stopped early: the file is full of what begins like one"));
    }
    return new SecretFindings(secrets, problems);
  }

  private void report(Place place, long line, String excerpt) {
    if (secrets.size() == MOST_SECRETS) {
      cut = true;
      return;
    }
    SecretRule.Text rule = place.rule().text();
    int shown = (int) Math.min(line, Integer.MAX_VALUE);
    secrets.add(new Secret(rule.id(), rule.title(), rule.severity(), path, shown, excerpt, 0));
  }

  private static int newlines(byte[] buffer, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        count++;
      }
    }
    return count;
  }
}
