package dev.breakwater.scanner.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class EggsTest {

  @Test
  void the_metadata_inside_an_egg_names_it() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("x/__init__.py"));
      zip.putNextEntry(new ZipEntry("EGG-INFO/PKG-INFO"));
      zip.write("Name: sample\nVersion: 0.1\n".getBytes(UTF_8));
      zip.closeEntry();
    }
    Findings findings = new Findings("a/sample.egg");

    new Eggs().read(new ByteArrayInputStream(bytes.toByteArray()), "a/sample.egg", findings);

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.packages())
        .extracting(InstalledPackage::name, InstalledPackage::version, InstalledPackage::path)
        .containsExactly(tuple("sample", "0.1", "a/sample.egg"));
  }

  @Test
  void only_a_zip_is_an_egg_in_one_file() {
    FileEntry file = new FileEntry("a/sample.egg", 100, 0644);

    assertThat(new Eggs().interest(file, Head.of(new byte[] {'P', 'K', 3, 4})))
        .isInstanceOf(Interest.Stream.class);
    assertThat(new Eggs().interest(file, Head.of("text".getBytes(UTF_8)))).isEqualTo(Interest.NONE);
  }
}
