package dev.breakwater.scanner.layer;

import dev.breakwater.scanner.analysis.Analyzer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files that a system opens through symbolic links. Which links there are is known only when
 * all layers are; until then each file with the same last segment may be the one.
 */
final class SystemFiles {
  private final Set<String> paths = new HashSet<>();
  private final Map<String, List<Candidate>> byName = new HashMap<>();

  /** An analyzer and the path that it would have been asked about. */
  record Candidate(Analyzer analyzer, String path) {}

  SystemFiles(List<Analyzer> analyzers) {
    for (Analyzer analyzer : analyzers) {
      for (String path : analyzer.systemFiles()) {
        paths.add(path);
        byName
            .computeIfAbsent(LayerPath.name(path), name -> new ArrayList<>())
            .add(new Candidate(analyzer, path));
      }
    }
  }

  /** What the file at {@code path} may also stand for. */
  List<Candidate> candidates(String path) {
    List<Candidate> sameName = byName.getOrDefault(LayerPath.name(path), List.of());
    return sameName.isEmpty() || paths.contains(path) ? List.of() : sameName;
  }
}
