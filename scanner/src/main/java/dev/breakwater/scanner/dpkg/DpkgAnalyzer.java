package dev.breakwater.scanner.dpkg;

import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.bytes.Lines;
import java.util.Optional;
import java.util.Set;

/** Finds the packages of dpkg, their licences, and the files that belong to them. */
public final class DpkgAnalyzer implements Analyzer {

  /** The largest known ones, of whole desktops, have about 10 MB. */
  private static final int MAX_STATUS = 32 << 20;

  private static final String STATUS = "var/lib/dpkg/status";
  private static final String STATUS_FOLDER = "var/lib/dpkg/status.d/";
  private static final String FOLDER = "var/lib/dpkg/";

  @Override
  public String id() {
    return "dpkg 2";
  }

  @Override
  public Set<String> systemFiles() {
    return Set.of(STATUS);
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    String path = file.path();
    if (DpkgCopyright.isOne(path)) {
      return file.size() > DpkgCopyright.MAX_BYTES
          ? Interest.NONE
          : Interest.view(
              DpkgCopyright.MAX_BYTES,
              (entry, buffer, from, to, findings) ->
                  DpkgCopyright.read(Lines.of(buffer, from, to)).forEach(findings::addLicense));
    }
    if (!path.startsWith(FOLDER)) {
      return Interest.NONE;
    }
    Optional<String> owner = DpkgOwnedFiles.packageOf(path);
    if (owner.isPresent()) {
      return Interest.view(
          DpkgOwnedFiles.MAX_BYTES,
          (entry, buffer, from, to, findings) ->
              findings.addOwned(owner.get(), DpkgOwnedFiles.read(Lines.of(buffer, from, to))));
    }
    return path.equals(STATUS) || isOfDistroless(path)
        ? Interest.view(
            MAX_STATUS,
            (entry, buffer, from, to, findings) ->
                DpkgStatus.read(Lines.of(buffer, from, to), entry.path(), findings::add))
        : Interest.NONE;
  }

  private static boolean isOfDistroless(String path) {
    return path.startsWith(STATUS_FOLDER)
        && path.indexOf('/', STATUS_FOLDER.length()) < 0
        && !path.endsWith(DpkgOwnedFiles.SUFFIX);
  }
}
