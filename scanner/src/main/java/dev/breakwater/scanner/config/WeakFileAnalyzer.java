package dev.breakwater.scanner.config;

import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Weaknesses that the name and the mode of a file show: programs with the rights of others, SSH,
 * sudo, and what package managers leave behind.
 */
public final class WeakFileAnalyzer implements Analyzer {

  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int GROUP_MAY_RUN = 0010;

  /**
   * Folder and a part of a name that shows its cache was left. One such file speaks for the folder.
   */
  private record Cache(String folder, String name, String remedy) {}

  private static final List<Cache> CACHES =
      List.of(
          new Cache("var/lib/apt/lists", "_Packages", "rm -rf /var/lib/apt/lists/*"),
          new Cache("var/cache/apt/archives", ".deb", "apt-get clean"),
          new Cache("var/cache/apk", "APKINDEX.", "apk add --no-cache"),
          new Cache("var/cache/dnf", "repomd.xml", "dnf clean all"),
          new Cache("var/cache/yum", "repomd.xml", "yum clean all"),
          new Cache("var/cache/libdnf5", "repomd.xml", "dnf clean all"),
          new Cache("var/cache/zypp", "repomd.xml", "zypper clean --all"),
          new Cache("root/.npm/_cacache", "index-v5", "npm cache clean --force"));

  @Override
  public String id() {
    return "weak-files 1";
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    return review(file).isEmpty()
        ? Interest.NONE
        : Interest.entry((entry, findings) -> review(entry).forEach(findings::add));
  }

  private static List<Misconfiguration> review(FileEntry file) {
    List<Misconfiguration> found = new ArrayList<>();
    boolean setgid = (file.mode() & SETGID) != 0 && (file.mode() & GROUP_MAY_RUN) != 0;
    if ((file.mode() & SETUID) != 0) {
      found.add(special(Weakness.SETUID, file, "chmod u-s /"));
    } else if (setgid) {
      found.add(special(Weakness.SETGID, file, "chmod g-s /"));
    }
    String path = file.path();
    if (path.startsWith("etc/") || path.contains(".ssh/") || path.contains("bin/")) {
      login(file).ifPresent(found::add);
    }
    if (path.startsWith("var/") || path.startsWith("root/")) {
      cache(path).ifPresent(found::add);
    }
    return found;
  }

  private static Misconfiguration special(Weakness weakness, FileEntry file, String remedy) {
    return weakness.at(
        file.path(),
        "its mode is %04o; remove the program, or RUN %s%s"
            .formatted(file.mode() & 07777, remedy, file.path()));
  }

  private static Optional<Misconfiguration> login(FileEntry file) {
    String path = file.path();
    String name = file.name();
    if (path.equals("usr/sbin/sshd") || path.equals("usr/bin/sshd")) {
      return Optional.of(
          Weakness.SSH_SERVER.at(path, "sshd is installed; remove it and use kubectl exec"));
    }
    if (path.equals("usr/bin/sudo") || path.equals("bin/sudo")) {
      return Optional.of(
          Weakness.SUDO.at(path, "sudo is installed; remove it and set USER in the Dockerfile"));
    }
    if (path.startsWith("etc/ssh/ssh_host_") && name.endsWith("_key")) {
      return Optional.of(
          Weakness.SSH_HOST_KEY.at(
              path, "every container of this image has this key; make it when a container starts"));
    }
    if (path.contains(".ssh/") && name.startsWith("id_") && !name.endsWith(".pub")) {
      return Optional.of(
          Weakness.SSH_USER_KEY.at(
              path, "the key is in the image; replace it, and mount the new one from a Secret"));
    }
    if (path.contains(".ssh/") && name.startsWith("authorized_keys") && file.size() > 0) {
      return Optional.of(
          Weakness.SSH_AUTHORIZED_KEYS.at(
              path, "who has one of the keys may log in; remove the file"));
    }
    return Optional.empty();
  }

  /** The finding names the folder, so that many files of one cache are one finding. */
  private static Optional<Misconfiguration> cache(String path) {
    for (Cache cache : CACHES) {
      if (path.startsWith(cache.folder() + "/") && path.contains(cache.name())) {
        return Optional.of(
            Weakness.PACKAGE_CACHE.at(
                cache.folder(), "it makes the image larger; end the RUN with " + cache.remedy()));
      }
    }
    return Optional.empty();
  }
}
