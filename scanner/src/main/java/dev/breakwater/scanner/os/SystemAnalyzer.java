package dev.breakwater.scanner.os;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the files that say which system this is. */
public final class SystemAnalyzer implements Analyzer {

  private static final int MAX_BYTES = 1 << 20;

  private interface ReleaseFile {
    Optional<SystemCandidate> read(byte[] content) throws IOException;
  }

  private interface ReleaseLines {
    Optional<SystemCandidate> read(List<String> lines);
  }

  private static final Map<String, ReleaseFile> FILES =
      Map.ofEntries(
          file("etc/os-release", OsRelease::read),
          file("usr/lib/os-release", OsRelease::read),
          file("aarch64-bottlerocket-linux-gnu/sys-root/usr/lib/os-release", OsRelease::read),
          file("x86_64-bottlerocket-linux-gnu/sys-root/usr/lib/os-release", OsRelease::read),
          file("etc/debian_version", Candidates::debian),
          file("etc/lsb-release", Candidates::ubuntu),
          Map.entry("var/lib/ubuntu-advantage/status.json", UbuntuPro::read),
          file("etc/alpine-release", Candidates::alpine),
          file("etc/apk/repositories", ApkRepositories::read),
          file("etc/redhat-release", RedHatRelease::redHat),
          own("etc/centos-release", "centos", "centos", "centos linux"),
          own("etc/rocky-release", "rocky", "rocky", "rocky linux"),
          own("etc/almalinux-release", "alma", "alma", "almalinux", "alma linux"),
          own("etc/fedora-release", "fedora", "fedora", "fedora linux"),
          own("usr/lib/fedora-release", "fedora", "fedora", "fedora linux"),
          own("etc/oracle-release", "oracle"),
          file("etc/system-release", Candidates::amazon),
          file("usr/lib/system-release", Candidates::amazon),
          file("etc/mariner-release", Candidates::mariner));

  @Override
  public String id() {
    return "os 1";
  }

  @Override
  public Set<String> systemFiles() {
    return FILES.keySet();
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    ReleaseFile release = FILES.get(file.path());
    return release == null
        ? Interest.NONE
        : Interest.whole(MAX_BYTES, (entry, content, findings) -> read(release, content, findings));
  }

  private static void read(ReleaseFile release, byte[] content, Findings findings)
      throws IOException {
    release.read(content).ifPresent(said -> findings.add(said.system(), said.precedence()));
  }

  private static Map.Entry<String, ReleaseFile> file(String path, ReleaseLines reader) {
    return Map.entry(path, content -> reader.read(new String(content, UTF_8).lines().toList()));
  }

  private static Map.Entry<String, ReleaseFile> own(String path, String family, String... names) {
    return file(path, lines -> RedHatRelease.own(family, List.of(names), lines));
  }
}
