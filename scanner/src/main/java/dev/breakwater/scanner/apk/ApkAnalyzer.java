package dev.breakwater.scanner.apk;

import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.bytes.Lines;
import java.io.IOException;
import java.util.Set;

/** Finds the packages of apk, and the files that belong to them. */
public final class ApkAnalyzer implements Analyzer {

  /** The largest known ones have about 10 MB. */
  private static final int MAX_BYTES = 32 << 20;

  private static final Set<String> DATABASES =
      Set.of("lib/apk/db/installed", "usr/lib/apk/db/installed");

  @Override
  public String id() {
    return "apk 1";
  }

  @Override
  public Set<String> systemFiles() {
    return DATABASES;
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    return DATABASES.contains(file.path())
        ? Interest.view(MAX_BYTES, ApkAnalyzer::read)
        : Interest.NONE;
  }

  private static void read(FileEntry file, byte[] buffer, int from, int to, Findings findings)
      throws IOException {
    ApkDatabase.read(
        Lines.of(buffer, from, to),
        file.path(),
        found -> {
          findings.add(found.installed());
          findings.addOwned(found.installed().name(), found.ownedFiles());
        });
  }
}
