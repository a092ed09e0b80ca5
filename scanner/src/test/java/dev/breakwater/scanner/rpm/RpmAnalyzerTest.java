package dev.breakwater.scanner.rpm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Findings.Owned;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.limit.Fuzz;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpmAnalyzerTest {

  private static final String MANIFEST = "var/lib/rpmmanifest/container-manifest-2";
  private static final String CONTENT_SETS = "root/buildinfo/content_manifests/ubi8.json";
  private static final String DOCKERFILE = "root/buildinfo/Dockerfile-ubi8-8.4-203";

  private static Findings analyze(String path, byte[] content) throws IOException {
    Findings findings = new Findings(path);
    FileEntry file = new FileEntry(path, content.length, 0644);
    switch (new RpmAnalyzer().interest(file, Head.of(content))) {
      case Interest.Segment(long limit, Interest.SegmentReader reader) ->
          reader.read(file, MemorySegment.ofArray(content), findings);
      case Interest.View(int limit, Interest.ViewReader reader) ->
          reader.read(file, content, 0, content.length, findings);
      case Interest.Entry(Interest.EntryReader reader) -> reader.read(file, findings);
      default -> {}
    }
    return findings;
  }

  private static Findings analyze(String path, String content) throws IOException {
    return analyze(path, content.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var/lib/rpm/Packages",
        "usr/lib/sysimage/rpm/Packages.db",
        "usr/lib/sysimage/rpm/rpmdb.sqlite",
        "usr/share/rpm/rpmdb.sqlite"
      })
  void packages_are_found_in_each_place(String path) throws Exception {
    Findings findings = analyze(path, Databases.ndb(List.of(Headers.simple("bash"))));

    assertThat(findings.packages())
        .singleElement()
        .extracting(InstalledPackage::name, InstalledPackage::path)
        .containsExactly("bash", path);
    assertThat(findings.owned()).containsExactly(new Owned("bash", List.of("usr/bin/bash")));
  }

  @Test
  void other_files_are_of_no_interest() throws Exception {
    assertThat(analyze("home/Packages.db", new byte[0]).packages()).isEmpty();
  }

  @Test
  void a_database_of_another_kind_is_not_even_read() {
    assertThatThrownBy(() -> analyze("var/lib/rpm/Packages", new byte[100]))
        .isInstanceOf(MalformedException.class)
        .hasMessage("neither SQLite, NDB nor Berkeley DB");
  }

  @Test
  void an_empty_file_is_no_database_and_no_problem() throws Exception {
    assertThat(analyze("var/lib/rpm/Packages", new byte[0]).packages()).isEmpty();
  }

  @Test
  void a_distroless_image_has_a_list_in_place_of_a_database() throws Exception {
    Findings findings =
        analyze(
            MANIFEST,
            """
            bash\t5.1.8-1.cm2\t1653816591\t1653753130\tMicrosoft Corporation\t(none)\t1\tx86_64\t0\tbash-5.1.8-1.cm2.src.rpm
            libs\t1.1-2.cm2\t1653816591\t1653753130\tMicrosoft Corporation\t(none)\t1\tx86_64\t2\topen-1.1-2.cm2.src.rpm
            """);

    assertThat(findings.packages())
        .extracting(InstalledPackage::name, InstalledPackage::version, p -> p.source().orElse(null))
        .containsExactly(
            tuple("bash", "5.1.8-1.cm2", null),
            tuple("libs", "2:1.1-2.cm2", new Source("open", "2:1.1-2.cm2")));
  }

  @Test
  void a_list_with_other_fields_is_refused() {
    assertThatThrownBy(() -> analyze(MANIFEST, "bash\t5.1.8-1.cm2\n"))
        .isInstanceOf(MalformedException.class)
        .hasMessage(MANIFEST + ": 2 fields instead of 10");
  }

  @Test
  void content_sets_lose_the_number_at_their_end() throws Exception {
    Findings findings =
        analyze(
            CONTENT_SETS,
            """
            {"metadata": {}, "content_sets":
              ["rhel-8-for-x86_64-baseos-rpms__8", "rhel-8-for-x86_64-appstream-rpms", "a__", "8"]}
            """);

    assertThat(findings.buildInfo())
        .containsExactly(
            new BuildInfo(
                List.of(
                    "rhel-8-for-x86_64-baseos-rpms",
                    "rhel-8-for-x86_64-appstream-rpms",
                    "a__",
                    "8"),
                "",
                ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"content_sets\": []}"})
  void no_content_sets_are_no_build_info(String json) throws Exception {
    assertThat(analyze("usr/share/buildinfo/content-sets.json", json).buildInfo()).isEmpty();
  }

  @Test
  void the_dockerfile_of_the_build_names_component_and_architecture() throws Exception {
    Findings findings =
        analyze(
            DOCKERFILE,
            """
            FROM sha256:123
            ENV container oci
            ARG arch=x86_64
            # LABEL architecture=wrong
            LABEL com.redhat.component="ubi8-container" \\
              # a comment
              name="ubi8" version='8.4' \\
                  "architecture"="${arch}"
            """);

    assertThat(findings.buildInfo())
        .containsExactly(new BuildInfo(List.of(), "ubi8-container-8.4-203", "x86_64"));
  }

  @ParameterizedTest
  @CsvSource({
    "LABEL BZComponent=\"a\" architecture=$ARCH,a|x86_64",
    "LABEL BZComponent='$ARCH' architecture=b,$ARCH|b",
    "LABEL BZComponent=\"a b\" architecture=\"c\\\"d\",a b|c\"d",
    "LABEL BZComponent=a\\ b architecture=${ARCH:-none}c,a b|x86_64c"
  })
  void words_follow_the_rules_of_a_shell(String label, String expected) throws Exception {
    BuildInfo info = analyze(DOCKERFILE, "ENV ARCH x86_64\n" + label).buildInfo().getFirst();

    assertThat(info.nvr().replace("-8.4-203", "|") + info.architecture()).isEqualTo(expected);
  }

  @Test
  void a_dockerfile_without_the_labels_is_no_build_info() throws Exception {
    assertThat(analyze(DOCKERFILE, "LABEL architecture=x86_64").buildInfo()).isEmpty();
  }

  @Test
  void variables_that_double_each_other_are_cut() {
    assertThatThrownBy(() -> analyze(DOCKERFILE, "ENV A=xx\n" + "ENV A=$A$A\n".repeat(100)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("more than 4,096 characters of a word of a Dockerfile");
  }

  @Test
  void hostile_bytes_do_no_harm() {
    for (String path : List.of(MANIFEST, CONTENT_SETS, DOCKERFILE)) {
      byte[] sample =
          """
          {"content_sets": ["a__8", "b"]}
          LABEL com.redhat.component="ubi8" 'architecture'=${A:-b} a\\
          ENV a b c=d
          a\tb\tc\td\te\tf\tg\th\ti\tj-1-2.src.rpm
          """
              .getBytes(UTF_8);
      Fuzz.truncations(sample, bytes -> analyze(path, bytes));
      Fuzz.mutations(sample, 2000, bytes -> analyze(path, bytes));
    }
  }
}
