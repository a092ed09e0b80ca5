package dev.breakwater.scanner.os;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code etc/apk/repositories}: where packages come from says more about their advisories than what
 * the release file says. The newest release counts; {@code edge} is newer than all.
 */
final class ApkRepositories {

  private static final Pattern REPOSITORY =
      Pattern.compile("(?:https*|ftp)://[0-9A-Za-z.-]+/([A-Za-z]+)/v?([0-9A-Za-z_.-]+)/");
  private static final Pattern RELEASE = Pattern.compile("edge|[0-9]{1,9}(?:\\.[0-9]{1,9}){1,3}");

  private ApkRepositories() {}

  /** Nothing when repositories of several distributions are mixed, or they are not Alpine's. */
  static Optional<SystemCandidate> read(List<String> lines) {
    List<String> releases = new ArrayList<>();
    for (String line : lines) {
      Matcher repository = REPOSITORY.matcher(line);
      if (!line.startsWith("#") && repository.find()) {
        if (!repository.group(1).equals("alpine")) {
          return Optional.empty();
        }
        if (RELEASE.matches(repository.group(2))) {
          releases.add(repository.group(2));
        }
      }
    }
    return releases.stream()
        .max(Comparator.comparing(ApkRepositories::rank, Arrays::compare))
        .map(release -> Candidates.stream("alpine", release));
  }

  private static int[] rank(String release) {
    return release.equals("edge")
        ? new int[] {Integer.MAX_VALUE}
        : Arrays.stream(release.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
