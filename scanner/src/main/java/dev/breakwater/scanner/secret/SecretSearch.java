package dev.breakwater.scanner.secret;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Searches one file after another for secrets: {@link #begin}, any number of {@link #accept}, {@link
 * #finish}. Memory does not grow with the file. Not safe for use by several threads.
 *
 * <p>No value leaves: neither a result nor a message nor {@code toString} holds one.
 */
public final class SecretSearch {

  /** A file is searched in pieces of this many bytes. */
  private static final int PIECE = 256 * 1024;

  /** Pieces overlap by as much as the longest secret and what stands before it may take. */
  private static final int OVERLAP = SecretRules.LONG_REACH;

  /** How many bytes decide whether a file is text, as Trivy's {@code utils.IsBinary}. */
  private static final int HEAD = 300;

  /** How many characters the regular expressions may read for one file: about two seconds. */
  private static final long BUDGET = 16L * 1024 * 1024;

  private static final int MOST_SECRETS = 10_000;

  private enum Content {
    UNDECIDED,
    TEXT,
    /** Compiled Python: what can be printed is searched. */
    PRINTABLE,
    BINARY
  }

  private final SecretRules rules;
  private final int layer;
  private final byte[] buffer = new byte[PIECE + 2 * OVERLAP];
  private final List<Secret> secrets = new ArrayList<>();
  private String path = "";
  private Content content = Content.UNDECIDED;
  private int length;
  private int reported;
  private long linesBefore;
  private long budget;
  private boolean cut;

  SecretSearch(SecretRules rules, int layer) {
    this.rules = rules;
    this.layer = layer;
  }

  /**
   * Forgets the file before and takes the next.
   *
   * @param nextPath without a leading slash; asked of {@link SecretRules#covers} before
   */
  public void begin(String nextPath) {
    path = nextPath;
    content = Content.UNDECIDED;
    length = 0;
    reported = 0;
    linesBefore = 0;
    budget = BUDGET;
    cut = false;
    secrets.clear();
  }

  /**
   * Takes the next bytes of the file. They are copied.
   *
   * @param bytes where they are
   * @param offset the first of them
   * @param count how many
   * @return false when the rest of the file need not be given: it is no text
   */
  public boolean accept(byte[] bytes, int offset, int count) {
    int from = offset;
    int left = count;
    while (left > 0 && content != Content.BINARY) {
      int taken = Math.min(left, buffer.length - length);
      System.arraycopy(bytes, from, buffer, length, taken);
      int fresh = length;
      length += taken;
      from += taken;
      left -= taken;
      if (content == Content.UNDECIDED && length >= HEAD) {
        decide();
      } else if (content == Content.PRINTABLE) {
        keepPrintable(fresh);
      }
      if (length == buffer.length) {
        searchPiece(length - OVERLAP);
      }
    }
    return content != Content.BINARY;
  }

  /** Ends the file and tells what is in it, by line. */
  public SecretFindings finish() {
    if (content == Content.UNDECIDED) {
      decide();
    }
    if (content != Content.BINARY) {
      searchPiece(length);
    }
    List<Problem> problems =
        cut
            ? List.of(
                new Problem(
                    Problem.Kind.LIMIT,
                    path,
                    "the search for secrets stopped: the file is made of what looks like them"))
            : List.of();
    return new SecretFindings(secrets, problems);
  }

  private void decide() {
    boolean binary = false;
    for (int i = 0; i < Math.min(length, HEAD); i++) {
      int seen = buffer[i];
      binary |=
          seen >= 0 && seen < 7
              || seen == 11
              || seen > 13 && seen < 27
              || seen > 27 && seen < ' '
              || seen == 0x7f;
    }
    if (!binary) {
      content = Content.TEXT;
    } else if (path.toLowerCase(Locale.ROOT).endsWith(".pyc")) {
      content = Content.PRINTABLE;
      keepPrintable(0);
    } else {
      content = Content.BINARY;
    }
  }

  private void keepPrintable(int from) {
    for (int i = from; i < length; i++) {
      if (buffer[i] < ' ' || buffer[i] == 0x7f) {
        buffer[i] = '\n';
      }
    }
  }

  /**
   * Searches what is at hand and keeps what the next piece needs.
   *
   * @param limit where the secrets begin that the next piece will see better
   */
  private void searchPiece(int limit) {
    PlaceFinder finder = new PlaceFinder(rules, path, buffer, length, budget);
    List<Place> places = finder.find();
    budget = finder.budget();
    cut |= finder.wasCut();
    int line = 1;
    int counted = 0;
    for (Place place : PlaceFinder.distinct(places)) {
      if (place.start() >= reported && place.start() < limit) {
        line += newlines(counted, place.start());
        counted = place.start();
        report(place, places, line);
      }
    }
    int kept = Math.max(0, limit - OVERLAP);
    linesBefore += newlines(0, kept);
    System.arraycopy(buffer, kept, buffer, 0, length - kept);
    length -= kept;
    reported = limit - kept;
  }

  private void report(Place place, List<Place> places, int line) {
    if (secrets.size() == MOST_SECRETS) {
      cut = true;
      return;
    }
    SecretRule.Text rule = place.rule().text();
    secrets.add(
        new Secret(
            rule.id(),
            rule.title(),
            rule.severity(),
            path,
            content == Content.PRINTABLE ? 1 : Math.toIntExact(linesBefore + line),
            Excerpt.of(buffer, length, place, places),
            layer));
  }

  private int newlines(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        count++;
      }
    }
    return count;
  }

  @Override
  public String toString() {
    return "search of " + path;
  }
}
