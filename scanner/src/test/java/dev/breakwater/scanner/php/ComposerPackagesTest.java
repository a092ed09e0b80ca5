package dev.breakwater.scanner.php;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.language.Hostile;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposerPackagesTest {

  private static final String LIST =
      """
      [{"name": "pear/log", "version": "1.13.1", "license": ["MIT", "LGPL-2.1"]},
       {"name": "pear/pear", "version": "v1.10.1", "license": "BSD-2-Clause"}, {"name": "x"}, 5]
      """;

  private static List<InstalledPackage> installed(String json) throws Exception {
    return ComposerPackages.readInstalled(json.getBytes(UTF_8), "vendor/composer/installed.json");
  }

  @Test
  void both_shapes_say_the_same() throws Exception {
    List<InstalledPackage> found = installed(LIST);

    assertThat(found)
        .extracting(each -> each.name() + " " + each.version() + " " + each.licenses())
        .containsExactly("pear/log 1.13.1 [MIT, LGPL-2.1]", "pear/pear v1.10.1 [BSD-2-Clause]");
    assertThat(installed("{\"packages\": " + LIST + ", \"dev\": true}")).isEqualTo(found);
  }

  @Test
  void a_lock_file_counts_without_its_development_packages() throws Exception {
    String lock =
        """
        {"packages": [{"name": "a/b", "version": "1"}],
         "packages-dev": [{"name": "c/d", "version": "2"}]}
        """;

    assertThat(ComposerPackages.readLock(lock.getBytes(UTF_8), "composer.lock"))
        .extracting(InstalledPackage::name)
        .containsExactly("a/b");
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_an_exception() {
    Hostile.feed(LIST.getBytes(UTF_8), 3000, bytes -> ComposerPackages.readInstalled(bytes, "p"));
  }
}
