package dev.breakwater.scanner.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the keywords of all rules in one pass over the bytes.
 *
 * <p>Of each keyword the rarest three bytes are one bit in a bitmap of 2<sup>24</sup>: a probe for
 * each byte says that almost every place holds none. What is left is compared with the keyword. The
 * bitmap folds case by setting bit 5, which also folds some punctuation; the comparison does not.
 */
final class Keywords {

  /** The shortest keyword that can be looked for, in bytes. */
  static final int SHORTEST = 3;

  private static final int FOLD = 0x20;
  private static final int TRIGRAM = 0xffffff;

  /** From common in code to rare; what is not here is rarer still. */
  private static final String COMMON = " etaoinrslcdu_pmfh.bg-v\"y=/:k,x'w0123456789jqz";

  /** Three letters that sources are full of although each is not so common. */
  private static final Set<String> FREQUENT =
      Set.of(
          "com", "glo", "vic", "ssi", "abl", "ken", "ity", "acc", "key", "pla", "dis", "lin", "try",
          "ify", "uck", "uth", "vis", "ful", "ory", "pub", "tly", "sum", "cou", "ice", "ser", "lob",
          "loa", "oun", "ble", "tab", "nit", "cit", "tok", "oke", "ass", "cco", "inc", "sco", "cor",
          "ord", "ntr", "tra", "rav", "ont", "con", "ten", "tif", "etl", "net", "las", "ian", "sia",
          "lai", "aid", "ine", "nea", "ear", "fac", "act", "art", "bit", "buc", "cke", "ket", "ast",
          "fas", "stl", "log", "ogi", "gic", "his", "rvi", "sen", "fin", "thi", "ent");

  /** Receives each place of a keyword. */
  interface Hits {

    /**
     * A keyword stands here.
     *
     * @param rules what it may begin
     * @param start its first byte
     * @param end the byte after its last
     */
    void at(List<SecretRule> rules, int start, int end);
  }

  private record Spelling(String text, boolean anyCase) {}

  /** A keyword and where in it the three bytes stand. */
  private static final class Entry {

    private final byte[] text;
    private final boolean anyCase;
    private final int offset;
    private final List<SecretRule> rules;

    Entry(byte[] text, boolean anyCase, int offset, List<SecretRule> rules) {
      this.text = text;
      this.anyCase = anyCase;
      this.offset = offset;
      this.rules = rules;
    }

    boolean standsAt(byte[] buffer, int start) {
      for (int i = 0; i < text.length; i++) {
        int seen = buffer[start + i];
        if (anyCase && seen >= 'A' && seen <= 'Z') {
          seen += 'a' - 'A';
        }
        if (seen != text[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private final long[] bitmap = new long[1 << 18];

  /** A table with open addressing: trigrams, 0 where there is none, and the keywords of each. */
  private final int[] trigrams;

  private final Entry[][] entries;

  Keywords(List<SecretRule> rules) {
    Map<Spelling, List<SecretRule>> spellings = new LinkedHashMap<>();
    for (SecretRule rule : rules) {
      for (String keyword : rule.keywords()) {
        boolean anyCase = rule.ignoresCase();
        String text = anyCase ? lower(keyword) : keyword;
        spellings.computeIfAbsent(new Spelling(text, anyCase), _ -> new ArrayList<>()).add(rule);
      }
    }
    Map<Integer, List<Entry>> byTrigram = new LinkedHashMap<>();
    spellings.forEach(
        (spelling, itsRules) -> {
          byte[] text = spelling.text().getBytes(StandardCharsets.US_ASCII);
          int offset = rarest(text);
          int trigram = trigram(text, offset);
          bitmap[trigram >>> 6] |= 1L << trigram;
          byTrigram
              .computeIfAbsent(trigram, _ -> new ArrayList<>())
              .add(new Entry(text, spelling.anyCase(), offset, List.copyOf(itsRules)));
        });
    int slots = Integer.highestOneBit(byTrigram.size() + 1) * 16;
    trigrams = new int[slots];
    entries = new Entry[slots][];
    byTrigram.forEach(
        (trigram, itsEntries) -> {
          int slot = slot(trigram);
          trigrams[slot] = trigram;
          entries[slot] = itsEntries.toArray(Entry[]::new);
        });
  }

  /** Where a trigram stands, or the empty place where it would. */
  private int slot(int trigram) {
    int slot = (trigram * 0x9E3779B1) >>> 8;
    do {
      slot = (slot + 1) & (trigrams.length - 1);
    } while (trigrams[slot] != 0 && trigrams[slot] != trigram);
    return slot;
  }

  /** Tells each place of a keyword that lies wholly between {@code from} and {@code to}. */
  void find(byte[] buffer, int from, int to, Hits hits) {
    long[] bits = bitmap;
    int trigram = 0;
    for (int i = from; i < to; i++) {
      trigram = ((trigram << 8) | (buffer[i] & 0xff) | FOLD) & TRIGRAM;
      if ((bits[trigram >>> 6] & (1L << trigram)) != 0) {
        compare(buffer, i - 2, from, to, trigram, hits);
      }
    }
  }

  private void compare(byte[] buffer, int at, int from, int to, int trigram, Hits hits) {
    for (Entry entry : entries[slot(trigram)]) {
      int start = at - entry.offset;
      int end = start + entry.text.length;
      if (start >= from && end <= to && entry.standsAt(buffer, start)) {
        hits.at(entry.rules, start, end);
      }
    }
  }

  private static int rarest(byte[] text) {
    int best = 0;
    int bestScore = -1;
    for (int offset = 0; offset + SHORTEST <= text.length; offset++) {
      String three = lower(new String(text, offset, SHORTEST, StandardCharsets.US_ASCII));
      int score = FREQUENT.contains(three) ? 0 : three.chars().map(Keywords::rarity).sum();
      if (score > bestScore) {
        bestScore = score;
        best = offset;
      }
    }
    return best;
  }

  private static int rarity(int character) {
    int place = COMMON.indexOf(character);
    return place < 0 ? COMMON.length() : place;
  }

  private static int trigram(byte[] text, int offset) {
    return ((text[offset] | FOLD) << 16)
        | ((text[offset + 1] | FOLD) << 8)
        | (text[offset + 2] | FOLD);
  }

  private static char lower(char character) {
    return character >= 'A' && character <= 'Z' ? (char) (character + 'a' - 'A') : character;
  }

  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.chars().forEach(character -> lower.append(lower((char) character)));
    return lower.toString();
  }
}
