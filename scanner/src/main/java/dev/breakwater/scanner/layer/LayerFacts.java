package dev.breakwater.scanner.layer;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one layer says by itself, whatever image it is in.
 *
 * @param files what was found, by path, each path once and once for each system file it may stand
 *     for
 * @param paths what the layer has at all
 * @param opaque folders whose content in lower layers is gone; the empty path is the root
 * @param whiteouts paths that are gone from lower layers, with all below them
 * @param links symbolic links, from their path to their target as written
 * @param lowerLinks hard links to files that only a lower layer can have
 * @param buildInfo how Red Hat built it, when it says so
 * @param secrets found in any of its files, deleted or replaced ones too
 * @param problems of the layer as a whole
 * @param incomplete whether a limit cut it off
 */
public record LayerFacts(
    List<FileFacts> files,
    PathSet paths,
    Set<String> opaque,
    Set<String> whiteouts,
    Map<String, String> links,
    Map<String, String> lowerLinks,
    Optional<BuildInfo> buildInfo,
    List<Secret> secrets,
    List<Problem> problems,
    boolean incomplete) {

  /** Copies the collections. */
  public LayerFacts {
    files = List.copyOf(files);
    opaque = Set.copyOf(opaque);
    whiteouts = Set.copyOf(whiteouts);
    links = Map.copyOf(links);
    lowerLinks = Map.copyOf(lowerLinks);
    secrets = List.copyOf(secrets);
    problems = List.copyOf(problems);
  }

  /** Whether a file of a lower layer at {@code path} cannot be seen through this layer. */
  public boolean hides(String path) {
    return paths.hides(path) || deletes(path);
  }

  /** Whether a marker takes {@code path} away from the lower layers. */
  public boolean deletes(String path) {
    if (opaque.isEmpty() && whiteouts.isEmpty()) {
      return false;
    }
    if (whiteouts.contains(path) || opaque.contains("")) {
      return true;
    }
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      String folder = path.substring(0, slash);
      if (whiteouts.contains(folder) || opaque.contains(folder)) {
        return true;
      }
    }
    return false;
  }
}
