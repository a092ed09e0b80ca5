package dev.breakwater.scanner.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What names and modes of files say against an image. */
class WeakFileAnalyzerTest {

  private static List<Misconfiguration> review(String path, int mode) throws IOException {
    FileEntry file = new FileEntry(path, 100, mode);
    Findings findings = new Findings(path);
    if (new WeakFileAnalyzer().interest(file, Head.of(new byte[0]))
        instanceof Interest.Entry entry) {
      entry.reader().read(file, findings);
    }
    return findings.misconfigurations();
  }

  private static List<String> checks(String path, int mode) throws IOException {
    return review(path, mode).stream().map(Misconfiguration::check).toList();
  }

  @Test
  void programs_with_the_rights_of_others_are_told_with_their_mode() throws IOException {
    assertThat(review("usr/bin/su", 04755).getFirst())
        .satisfies(
            weakness -> {
              assertThat(weakness.check()).isEqualTo("image-setuid");
              assertThat(weakness.message()).contains("4755").contains("chmod u-s /usr/bin/su");
              assertThat(weakness.path()).isEqualTo("usr/bin/su");
            });
    assertThat(checks("usr/bin/wall", 02755)).containsExactly("image-setgid");
    assertThat(checks("var/mail/x", 02644)).as("nobody may run it").isEmpty();
    assertThat(checks("usr/bin/ls", 0755)).isEmpty();
  }

  @Test
  void ssh_and_sudo_are_told() throws IOException {
    assertThat(checks("usr/sbin/sshd", 0755)).containsExactly("image-ssh-server");
    assertThat(checks("etc/ssh/ssh_host_rsa_key", 0600)).containsExactly("image-ssh-host-key");
    assertThat(checks("etc/ssh/ssh_host_rsa_key.pub", 0644)).isEmpty();
    assertThat(checks("root/.ssh/id_ed25519", 0600)).containsExactly("image-ssh-user-key");
    assertThat(checks("root/.ssh/id_ed25519.pub", 0600)).isEmpty();
    assertThat(checks("home/u/.ssh/authorized_keys", 0600))
        .containsExactly("image-ssh-authorized-keys");
    assertThat(checks("usr/bin/sudo", 04755)).containsExactly("image-setuid", "image-sudo");
  }

  @Test
  void caches_of_package_managers_are_told_by_folder() throws IOException {
    List<Misconfiguration> found =
        review("var/lib/apt/lists/deb.debian.org_dists_bookworm_main_Packages.lz4", 0644);

    assertThat(found).extracting(Misconfiguration::path).containsExactly("var/lib/apt/lists");
    assertThat(checks("var/cache/apk/APKINDEX.066df28d.tar.gz", 0644))
        .containsExactly("image-package-cache");
    assertThat(checks("var/lib/apt/lists/lock", 0640)).isEmpty();
  }
}
