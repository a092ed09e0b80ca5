package dev.breakwater.scanner.rpm;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.List;
import java.util.Optional;

/** Files of Red Hat's images that name the repositories that a layer was built from. */
final class ContentSets {

  /** The most bytes of a manifest. */
  static final int MAX_BYTES = 1 << 20;

  private ContentSets() {}

  static boolean isAt(String path) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return path.endsWith(".json")
        && (folder.equals("root/buildinfo/content_manifests/")
            || folder.equals("usr/share/buildinfo/"));
  }

  /** Reads {@code content_sets}; nothing when there are none. */
  static Optional<BuildInfo> read(byte[] content)
      throws MalformedException, LimitExceededException {
    List<String> sets =
        JsonObject.parse(content, "content manifest", MAX_BYTES).texts("content_sets").stream()
            .map(ContentSets::withoutNumber)
            .toList();
    return sets.isEmpty() ? Optional.empty() : Optional.of(new BuildInfo(sets, "", ""));
  }

  /** {@code rhel-8-for-x86_64-baseos-rpms__8} is {@code rhel-8-for-x86_64-baseos-rpms}. */
  private static String withoutNumber(String set) {
    int end = set.length();
    while (end > 0 && Character.isDigit(set.charAt(end - 1))) {
      end--;
    }
    return end < set.length() && set.startsWith("__", end - 2) ? set.substring(0, end - 2) : set;
  }
}
