package dev.breakwater.scanner;

import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.ImageAnalyzer;
import dev.breakwater.scanner.limit.Limits;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is looked for.
 *
 * @param files in the files of layers
 * @param images in the configuration of the image
 */
public record Analyzers(List<Analyzer> files, List<ImageAnalyzer> images) {

  /** Copies the lists. */
  public Analyzers {
    files = List.copyOf(files);
    images = List.copyOf(images);
  }

  /**
   * What decides, together with the bytes, which facts are found. The order of the analyzers does
   * not matter.
   */
  public String rules(Limits limits) {
    return Stream.concat(files.stream().map(Analyzer::id), images.stream().map(ImageAnalyzer::id))
        .sorted()
        .collect(Collectors.joining("\n", "facts 2\n" + limits + "\n", ""));
  }

  Set<String> systemFiles() {
    Set<String> paths = new TreeSet<>();
    files.forEach(analyzer -> paths.addAll(analyzer.systemFiles()));
    return paths;
  }
}
