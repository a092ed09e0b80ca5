package dev.breakwater.scanner.rpm;

import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.bytes.Lines;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/** Finds the packages of rpm, the files that belong to them, and how Red Hat built a layer. */
public final class RpmAnalyzer implements Analyzer {

  private static final long MAX_DATABASE = 1L << 30;
  private static final int MAX_MANIFEST = 16 << 20;
  private static final int MAX_DOCKERFILE = 1 << 20;
  private static final String MANIFEST = "var/lib/rpmmanifest/container-manifest-2";
  private static final Set<String> DATABASES =
      Set.of(
          "var/lib/rpm/Packages",
          "var/lib/rpm/Packages.db",
          "var/lib/rpm/rpmdb.sqlite",
          "usr/lib/sysimage/rpm/Packages",
          "usr/lib/sysimage/rpm/Packages.db",
          "usr/lib/sysimage/rpm/rpmdb.sqlite",
          "usr/share/rpm/rpmdb.sqlite");

  @Override
  public String id() {
    return "rpm 1";
  }

  @Override
  public Set<String> systemFiles() {
    return DATABASES;
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    String path = file.path();
    if (DATABASES.contains(path) && file.size() > 0) {
      return RpmDatabase.matches(start(head))
          ? Interest.segment(MAX_DATABASE, RpmAnalyzer::database)
          : Interest.entry(RpmAnalyzer::noDatabase);
    }
    if (path.equals(MANIFEST)) {
      return Interest.view(
          MAX_MANIFEST,
          (entry, buffer, from, to, findings) ->
              ContainerManifest.read(Lines.of(buffer, from, to), path, findings::add));
    }
    if (ContentSets.isAt(path)) {
      return Interest.whole(
          ContentSets.MAX_BYTES,
          (entry, content, findings) -> ContentSets.read(content).ifPresent(findings::add));
    }
    if (BuildDockerfile.isAt(path)) {
      return Interest.whole(
          MAX_DOCKERFILE,
          (entry, content, findings) ->
              BuildDockerfile.read(content, entry.path()).ifPresent(findings::add));
    }
    return Interest.NONE;
  }

  private static MemorySegment start(Head head) {
    byte[] start = new byte[Math.min(16, head.length())];
    for (int i = 0; i < start.length; i++) {
      start[i] = head.at(i);
    }
    return MemorySegment.ofArray(start);
  }

  private static void noDatabase(FileEntry file, Findings findings) throws IOException {
    throw new MalformedException("neither SQLite, NDB nor Berkeley DB");
  }

  private static void database(FileEntry file, MemorySegment content, Findings findings)
      throws IOException {
    RpmDatabase.read(
        content,
        file.path(),
        found -> {
          findings.add(found.installed());
          if (!found.ownedFiles().isEmpty()) {
            findings.addOwned(found.installed().name(), found.ownedFiles());
          }
        });
  }
}
