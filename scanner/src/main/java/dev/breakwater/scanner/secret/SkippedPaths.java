package dev.breakwater.scanner.secret;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Files that are not searched: tests, examples, documentation, what a distribution or a package
 * manager brings, and formats that hold no text.
 *
 * @param foldersBeginWith in any case, how the name of a folder or of the file begins
 * @param containsAnyCase in any case, what stands anywhere in the path
 * @param contains what stands anywhere in the path
 * @param folders one or more folders in a row
 * @param prefixes how the path begins
 * @param suffixes how the path ends
 * @param names what the file is called
 */
record SkippedPaths(
    List<String> foldersBeginWith,
    List<String> containsAnyCase,
    List<String> contains,
    List<String> folders,
    List<String> prefixes,
    List<String> suffixes,
    Set<String> names) {

  boolean skips(String path) {
    String rooted = "/" + path;
    String lower = rooted.toLowerCase(Locale.ROOT);
    return prefixes.stream().anyMatch(path::startsWith)
        || names.contains(path.substring(path.lastIndexOf('/') + 1))
        || suffixes.stream().anyMatch(path::endsWith)
        || contains.stream().anyMatch(path::contains)
        || containsAnyCase.stream().anyMatch(lower::contains)
        || foldersBeginWith.stream().anyMatch(folder -> lower.contains("/" + folder))
        || folders.stream().anyMatch(folder -> rooted.contains("/" + folder + "/"));
  }
}
