package dev.breakwater.scanner.secret;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the secrets in bytes that lie in one piece. */
final class PlaceFinder implements Keywords.Hits {

  /** More secrets than this in one piece is no file with secrets, but a file made to hurt. */
  static final int MOST_PLACES = 1000;

  private final SecretRules rules;
  private final String path;
  private final byte[] buffer;
  private final int from;
  private final int to;
  private long budget;
  private boolean cut;
  private final Set<Place> places = new HashSet<>();
  private final Map<SecretRule, Integer> searchedTo = new HashMap<>();

  /**
   * Looks at nothing yet.
   *
   * @param budget how many characters the regular expressions may still read
   */
  PlaceFinder(SecretRules rules, String path, byte[] buffer, int from, int to, long budget) {
    this.rules = rules;
    this.path = path;
    this.buffer = buffer;
    this.from = from;
    this.to = to;
    this.budget = budget;
  }

  /** All places, by where they begin; they may overlap. */
  List<Place> find() {
    rules.keywords().find(buffer, from, to, this);
    if (rules.boundTo(path)) {
      rules.boundKeywords().find(buffer, from, to, this);
    }
    return places.stream()
        .sorted(
            Comparator.comparingInt(Place::start)
                .thenComparingInt(place -> place.rule().precedence())
                .thenComparingInt(Place::end))
        .toList();
  }

  /** What is left of the budget. */
  long budget() {
    return budget;
  }

  /** Whether a limit ended the search early. */
  boolean wasCut() {
    return cut;
  }

  /** The most specific of each group of overlapping places, by where they begin. */
  static List<Place> distinct(List<Place> places) {
    List<Place> bySpecificity = new ArrayList<>(places);
    bySpecificity.sort(
        Comparator.<Place>comparingInt(place -> place.rule().precedence())
            .thenComparingInt(Place::start)
            .thenComparingInt(place -> -place.end()));
    List<Place> kept = new ArrayList<>();
    for (Place place : bySpecificity) {
      if (kept.stream().noneMatch(place::overlaps)) {
        kept.add(place);
      }
    }
    kept.sort(Comparator.comparingInt(Place::start));
    return kept;
  }

  @Override
  public void at(List<SecretRule> candidates, int start, int end) {
    for (SecretRule rule : candidates) {
      if (budget <= 0 || places.size() >= MOST_PLACES) {
        cut = true;
        return;
      }
      if (!rule.boundToFiles() || rule.appliesTo(path)) {
        switch (rule.text().shape()) {
          case STARTS -> atStart(rule, start);
          case NAMES -> afterName(rule, start, end);
          case CONTAINS -> around(rule, start, end);
        }
      }
    }
  }

  private void atStart(SecretRule rule, int start) {
    if (!rule.text().inside() && !Surroundings.wordMayBegin(buffer, from, start)) {
      return;
    }
    Window window = window(start, start + rule.text().reach());
    Matcher matcher = rule.matcher(window);
    if (matcher.lookingAt()
        && (!rule.text().whole() || Surroundings.wordEnds(buffer, to, start + matcher.end()))) {
      add(rule, start, start, matcher);
    }
    budget -= window.reads();
  }

  private void afterName(SecretRule rule, int start, int end) {
    if (!Surroundings.operatorFollows(buffer, to, end)) {
      return;
    }
    Window window = window(end, end + rule.text().reach());
    Matcher matcher = rule.matcher(window);
    if (matcher.lookingAt()
        && Surroundings.valueEnds(buffer, to, end + matcher.end())
        && Surroundings.looksLikeValue(
            buffer, end + matcher.start("secret"), end + matcher.end("secret"))) {
      add(rule, start, end, matcher);
    }
    budget -= window.reads();
  }

  /** A region is searched once, however many keywords stand in it. */
  private void around(SecretRule rule, int start, int end) {
    if (end <= searchedTo.getOrDefault(rule, 0)) {
      return;
    }
    int origin = Math.max(from, start - SecretRule.BEFORE);
    Window window = window(origin, end + rule.text().reach());
    Matcher matcher = rule.matcher(window);
    int at = 0;
    while (places.size() < MOST_PLACES && at <= window.length() && matcher.find(at)) {
      add(rule, origin + matcher.start(), origin, matcher);
      at = Math.max(matcher.end(), at + 1);
    }
    budget -= window.reads();
    searchedTo.put(rule, end + rule.text().reach() / 2);
  }

  private Window window(int first, int last) {
    return new Window(buffer, first, Math.min(to, last));
  }

  /**
   * Keeps a match that is no placeholder.
   *
   * @param matchStart where all that belongs to the match begins, the name included
   * @param origin where the window begins, to which the matcher counts
   */
  private void add(SecretRule rule, int matchStart, int origin, Matcher matcher) {
    boolean grouped = rule.hasSecretGroup();
    int start = origin + (grouped ? matcher.start("secret") : matcher.start());
    int end = origin + (grouped ? matcher.end("secret") : matcher.end());
    int matchEnd = origin + matcher.end();
    for (String word : rules.allowed()) {
      if (Surroundings.contains(buffer, matchStart, matchEnd, word)) {
        return;
      }
    }
    double entropy = rule.text().entropy();
    if (entropy == 0 || Entropy.of(buffer, start, end) >= entropy) {
      places.add(new Place(rule, start, end, Surroundings.endOfValue(buffer, to, end)));
    }
  }
}
