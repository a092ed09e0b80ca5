package dev.breakwater.scanner.secret;

import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;

/** Searches the text files of a layer for secrets. */
public final class SecretAnalyzer implements Analyzer {

  /** Up to this many bytes a file is searched where it lies, without a copy. */
  private static final int IN_PLACE = 1024 * 1024;

  private final SecretRules rules;

  /** Searches by these rules. */
  public SecretAnalyzer(SecretRules rules) {
    this.rules = rules;
  }

  @Override
  public String id() {
    return "secrets 1 " + rules.hash();
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    if (!rules.covers(file.path(), file.size())
        || TextKind.of(file.path(), head) == TextKind.BINARY) {
      return Interest.NONE;
    }
    return file.size() <= IN_PLACE
        ? Interest.view(
            IN_PLACE,
            (entry, buffer, from, to, findings) ->
                tell(rules.search(entry.path(), buffer, from, to), findings))
        : Interest.stream(
            (entry, content, findings) -> tell(rules.search(entry.path(), content), findings));
  }

  private static void tell(SecretFindings found, Findings findings) {
    found.secrets().forEach(findings::add);
    found.problems().forEach(findings::add);
  }
}
