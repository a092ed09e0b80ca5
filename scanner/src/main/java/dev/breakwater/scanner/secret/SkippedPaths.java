package dev.breakwater.scanner.secret;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Files that are not searched: tests, examples, documentation, what a distribution or a package
 * manager brings, and formats that hold no text. Asked for every file of an image.
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

  /** Takes each text as it is compared: in lower case where case does not count, with slashes. */
  SkippedPaths {
    foldersBeginWith =
        foldersBeginWith.stream().map(name -> "/" + name.toLowerCase(Locale.ROOT)).toList();
    containsAnyCase = containsAnyCase.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    folders = folders.stream().map(folder -> "/" + folder + "/").toList();
    names = Set.copyOf(names);
  }

  boolean skips(String path) {
    for (String prefix : prefixes) {
      if (path.startsWith(prefix)) {
        return true;
      }
    }
    for (String suffix : suffixes) {
      if (path.endsWith(suffix)) {
        return true;
      }
    }
    String rooted = "/" + path;
    String lower = rooted.toLowerCase(Locale.ROOT);
    return names.contains(path.substring(path.lastIndexOf('/') + 1))
        || any(contains, path)
        || any(folders, rooted)
        || any(containsAnyCase, lower)
        || any(foldersBeginWith, lower);
  }

  private static boolean any(List<String> texts, String path) {
    for (String text : texts) {
      if (path.contains(text)) {
        return true;
      }
    }
    return false;
  }
}
