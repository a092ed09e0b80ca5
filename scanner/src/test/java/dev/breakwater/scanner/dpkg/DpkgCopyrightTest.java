package dev.breakwater.scanner.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scanner.bytes.Lines;
import dev.breakwater.scanner.limit.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

class DpkgCopyrightTest {

  private static List<String> read(byte[] file) {
    return DpkgCopyright.read(Lines.of(file, 0, file.length));
  }

  private static List<String> read(String text) {
    return read(text.getBytes(UTF_8));
  }

  @Test
  void the_machine_readable_form_names_each_licence() {
    assertThat(
            read(
                """
                Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
                Upstream-Name: X

                Files: *
                Copyright: 2001 A
                License: GPL-2+ or Artistic

                Files: debian/*
                License: Expat

                License: GPL-2+ or Artistic
                 On Debian systems see /usr/share/common-licenses/GPL-2.
                """))
        .containsExactly("GPL-2+ or Artistic", "Expat");
  }

  @Test
  void any_other_form_refers_to_common_licences() {
    assertThat(
            read(
                """
                This package was debianized by A.
                License:
                The full text is in `/usr/share/common-licenses/LGPL-2.1', or else in
                /usr/share/common-licenses/GPL-3. See also /usr/share/common-licenses/GPL-3
                and /usr/share/common-licenses/ .
                """))
        .containsExactly("LGPL-2.1", "GPL-3");
    assertThat(read("All rights reserved.")).isEmpty();
  }

  @Test
  void a_package_has_one_such_file() {
    assertThat(DpkgCopyright.isOne(DpkgCopyright.pathOf("bash"))).isTrue();
    assertThat(DpkgCopyright.isOne("usr/share/doc/bash/examples/copyright")).isFalse();
    assertThat(DpkgCopyright.isOne("usr/share/doc/copyright")).isFalse();
    assertThat(DpkgCopyright.isOne("opt/usr/share/doc/bash/copyright")).isFalse();
  }

  @Test
  void what_is_found_is_bounded() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      many.append("License: L").append(i).append('\n');
    }

    assertThat(read(many.toString())).hasSize(100);
    assertThat(read("License: " + "x".repeat(201))).isEmpty();
  }

  @Test
  void hostile_bytes_do_no_harm() {
    byte[] sample = "License: A\n/usr/share/common-licenses/GPL-3.\n".getBytes(UTF_8);

    Fuzz.mutations(sample, 3000, DpkgCopyrightTest::read);
    Fuzz.truncations(sample, DpkgCopyrightTest::read);
  }
}
