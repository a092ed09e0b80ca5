package dev.breakwater.scanner.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageFilesTest {

  private static final PackageFiles FILES =
      new PackageFiles(
          "test 1",
          path -> path.endsWith(".test"),
          100,
          (content, path) ->
              List.of(new Declared(PackageType.NPM, new String(content, UTF_8), "1").at(path)));

  @Test
  void what_a_file_declares_is_found_under_its_path() throws Exception {
    FileEntry file = new FileEntry("a/b.test", 4, 0644);
    Findings findings = new Findings(file.path());
    byte[] buffer = "__name__".getBytes(UTF_8);

    Interest.View view = (Interest.View) FILES.interest(file, new Head());
    view.reader().read(file, buffer, 2, 6, findings);

    assertThat(view.limit()).isEqualTo(100);
    assertThat(findings.packages())
        .extracting(InstalledPackage::name, InstalledPackage::path)
        .containsExactly(tuple("name", "a/b.test"));
  }

  @Test
  void other_files_are_left_alone() {
    assertThat(FILES.interest(new FileEntry("a/b", 4, 0644), new Head())).isEqualTo(Interest.NONE);
  }

  @Test
  void the_text_of_a_licence_is_not_a_name() {
    assertThat(Licenses.of(" MIT ")).containsExactly("MIT");
    assertThat(Licenses.of(" ")).isEmpty();
    assertThat(Licenses.of("Permission is hereby granted\nfree")).isEmpty();
    assertThat(Licenses.of("x".repeat(300))).isEmpty();
  }

  @Test
  void a_name_that_nobody_could_have_written_is_a_limit() {
    FileEntry file = new FileEntry("a.test", 2000, 0644);
    byte[] name = "x".repeat(2000).getBytes(UTF_8);
    Interest.View view = (Interest.View) FILES.interest(file, new Head());

    assertThatThrownBy(() -> view.reader().read(file, name, 0, 2000, new Findings("a.test")))
        .isInstanceOf(LimitExceededException.class);
  }
}
