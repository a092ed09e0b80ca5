package dev.breakwater.scanner.dpkg;

import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Finds the packages of dpkg, and the files that belong to them. */
public final class DpkgAnalyzer implements Analyzer {

  private static final String STATUS = "var/lib/dpkg/status";
  private static final String STATUS_FOLDER = "var/lib/dpkg/status.d/";
  private static final String FOLDER = "var/lib/dpkg/";

  @Override
  public String id() {
    return "dpkg 1";
  }

  @Override
  public Set<String> systemFiles() {
    return Set.of(STATUS);
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    String path = file.path();
    if (!path.startsWith(FOLDER)) {
      return Interest.NONE;
    }
    Optional<String> owner = DpkgOwnedFiles.packageOf(path);
    if (owner.isPresent()) {
      return Interest.view(
          DpkgOwnedFiles.MAX_BYTES,
          (entry, buffer, from, to, findings) ->
              findings.addOwned(owner.get(), DpkgOwnedFiles.read(buffer, from, to)));
    }
    return path.equals(STATUS) || isOfDistroless(path)
        ? Interest.whole(
            DpkgStatus.MAX_BYTES, (entry, content, findings) -> read(path, content, findings))
        : Interest.NONE;
  }

  private static boolean isOfDistroless(String path) {
    return path.startsWith(STATUS_FOLDER)
        && path.indexOf('/', STATUS_FOLDER.length()) < 0
        && !path.endsWith(DpkgOwnedFiles.SUFFIX);
  }

  private static void read(String path, byte[] content, Findings findings) throws IOException {
    DpkgStatus.read(content, path).forEach(findings::add);
  }
}
