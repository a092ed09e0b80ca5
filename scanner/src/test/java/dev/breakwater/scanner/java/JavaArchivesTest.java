package dev.breakwater.scanner.java;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.language.Hostile;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaArchivesTest {

  private static final class Part {
    private final String name;
    private final byte[] content;

    Part(String name, byte[] content) {
      this.name = name;
      this.content = content;
    }
  }

  private static Part part(String name, String content) {
    return new Part(name, content.getBytes(UTF_8));
  }

  private static Part pom(String group, String artifact, String version) {
    return part(
        "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact),
        "#Created\nversion=%s\ngroupId=%s\nartifactId=%s\n".formatted(version, group, artifact));
  }

  private static Part again(String version) {
    return part(
        version + "/pom.properties", "groupId=g\nartifactId=a\nversion=%s".formatted(version));
  }

  private static Part manifest(String text) {
    return part("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + text);
  }

  /** Archives are stored inside each other, as Spring Boot does; all else is compressed. */
  private static byte[] archive(Part... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Part part : parts) {
        ZipEntry entry = new ZipEntry(part.name);
        if (JavaArchive.isArchive(part.name)) {
          CRC32 crc = new CRC32();
          crc.update(part.content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(part.content.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(part.content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static Findings read(String path, byte[] archive, Optional<JavaIndex> index)
      throws IOException {
    Findings findings = new Findings(path);
    new JavaArchives(index).read(new ByteArrayInputStream(archive), path, findings);
    return findings;
  }

  private static List<String> packages(String path, Part... parts) throws IOException {
    return packages(read(path, archive(parts), Optional.empty()));
  }

  private static List<String> packages(Findings findings) {
    return findings.packages().stream()
        .map(found -> found.name() + " " + found.version() + " " + found.path())
        .toList();
  }

  @Test
  void all_that_is_shaded_into_a_jar_counts() throws Exception {
    assertThat(packages("app/a-1.0.jar", pom("g", "b", "2.0"), pom("g", "a", "1.0"), manifest("")))
        .containsExactly("g:b 2.0 app/a-1.0.jar", "g:a 1.0 app/a-1.0.jar");
  }

  @Test
  void archives_inside_archives_have_joined_paths() throws Exception {
    Part jar = new Part("WEB-INF/lib/b.jar", archive(pom("g", "b", "2")));
    Part war = new Part("w.war", archive(jar, pom("g", "w", "1")));

    assertThat(packages("opt/e.ear", war, part("x.txt", "x")))
        .containsExactly("g:b 2 opt/e.ear/w.war/WEB-INF/lib/b.jar", "g:w 1 opt/e.ear/w.war");
  }

  @Test
  void the_manifest_says_who_an_archive_is_that_maven_did_not_make() throws Exception {
    assertThat(
            packages(
                "slf4j.jar",
                manifest(
                    """
                    Bundle-SymbolicName: com.fasterxml.jackson.core.jackson-databind;x
                     =y
                    Implementation-Title: jackson-databind
                    Implementation-Version: 2.13.0
                    Specification-Version: 9

                    Name: a
                    Implementation-Version: 5
                    """)))
        .containsExactly("com.fasterxml.jackson.core:jackson-databind 2.13.0 slf4j.jar");
    assertThat(
            packages(
                "a.jar",
                manifest(
                    """
                    Implementation-Vendor-Id: org.acme
                    Bundle-Name: %name
                    Specification-Title: thing
                    Bundle-Version: 4.5.6
                    """)))
        .containsExactly("org.acme:thing 4.5.6 a.jar");
  }

  @Test
  void a_vendor_that_is_a_sentence_is_no_group() throws Exception {
    Part manifest =
        manifest(
            """
            Implementation-Vendor: Apache Software Foundation
            Implementation-Title: Apache Tomcat
            Implementation-Version: 9.0.1
            """);

    assertThat(packages("lib/catalina-9.0.1.jar", manifest))
        .containsExactly("catalina 9.0.1 lib/catalina-9.0.1.jar");
    assertThat(packages("lib/catalina.jar", manifest)).isEmpty();
  }

  @Test
  void a_manifest_that_repeats_what_maven_says_adds_nothing() throws Exception {
    assertThat(
            packages(
                "slf4j-api.jar",
                pom("org.slf4j", "slf4j-api", "1.7.32"),
                manifest(
                    """
                    Bundle-SymbolicName: slf4j.api
                    Implementation-Title: slf4j-api
                    Implementation-Version: 1.7.32
                    """)))
        .containsExactly("org.slf4j:slf4j-api 1.7.32 slf4j-api.jar");
  }

  @Test
  void versions_that_maven_holds_equal_are_one() throws Exception {
    assertThat(packages("x.jar", pom("g", "a", "2.17"), again("2.17.0"), again("3")))
        .containsExactly("g:a 2.17 x.jar", "g:a 3 x.jar");
  }

  @Test
  void licences_come_from_the_manifest_of_an_archive_with_one_artifact() throws Exception {
    byte[] jar =
        archive(
            pom("g", "a", "1"), manifest("Bundle-License: Apache-2.0;link=\"x\", http://y/z\n"));

    assertThat(read("a-1.jar", jar, Optional.empty()).packages().getFirst().licenses())
        .containsExactly("Apache-2.0");
  }

  @Test
  void an_index_checks_manifests_and_knows_bytes_and_names() throws Exception {
    byte[] known = archive(part("a.class", "known"));
    byte[] other = archive(part("a.class", "other"));
    byte[] invented =
        archive(
            manifest(
                "Implementation-Vendor-Id: no\nImplementation-Title: no\nBundle-Version: 1\n"));
    String sha1 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(known));
    JavaIndex index =
        new JavaIndex() {
          @Override
          public String version() {
            return "7";
          }

          @Override
          public Optional<Artifact> bySha1(String given) {
            return given.equals(sha1)
                ? Optional.of(new Artifact("org.known", "known", "1"))
                : Optional.empty();
          }

          @Override
          public Optional<String> groupOf(String artifact, String version) {
            return artifact.equals("popular") ? Optional.of("org.popular") : Optional.empty();
          }

          @Override
          public boolean exists(String group, String artifact) {
            return false;
          }
        };

    assertThat(packages(read("x.jar", known, Optional.of(index))))
        .containsExactly("org.known:known 1 x.jar");
    assertThat(packages(read("popular-2.jar", other, Optional.of(index))))
        .containsExactly("org.popular:popular 2 popular-2.jar");
    assertThat(packages(read("x.jar", invented, Optional.of(index)))).isEmpty();
    assertThat(new JavaArchives(Optional.of(index)).id()).isEqualTo("java 1 7");
  }

  @ParameterizedTest
  @CsvSource({
    "spring-core-5.3.4-SNAPSHOT.jar, spring-core, 5.3.4-SNAPSHOT",
    "a/b/log4j-1.2-api-2.17.1.jar, log4j-1.2-api, 2.17.1",
    "javax.inject-1.jar, javax.inject, 1",
    "jsr305-0.1~+svn49.jar, jsr305, 0.1~+svn49",
    "web-1.0.war, web, 1.0"
  })
  void a_file_name_says_artifact_and_version(String path, String artifact, String version) {
    assertThat(Artifact.ofFileName(path)).contains(new Artifact("", artifact, version));
  }

  @ParameterizedTest
  @CsvSource({"spring.jar", "spring-core.jar", "-1.jar", "a--1.jar", "a b-1.jar", "a-1", "x/y.z-1"})
  void other_file_names_do_not(String path) {
    assertThat(Artifact.ofFileName(path)).isEmpty();
  }

  @Test
  void a_broken_archive_inside_does_not_hide_its_neighbours() throws Exception {
    Findings found =
        read(
            "e.ear",
            archive(part("bad.jar", "no zip"), new Part("b-2.jar", archive(pom("g", "b", "2")))),
            Optional.empty());

    assertThat(packages(found)).containsExactly("g:b 2 e.ear/b-2.jar");
    assertThat(found.problems())
        .extracting(Problem::kind, Problem::path)
        .containsExactly(tuple(Problem.Kind.MALFORMED, "e.ear/bad.jar"));
  }

  @Test
  void archives_are_opened_to_a_depth_and_never_outside() throws Exception {
    byte[] inner = archive(pom("g", "deep", "1"));
    for (int i = 0; i < 8; i++) {
      inner = archive(new Part("n.jar", inner));
    }
    Findings deep = read("a.jar", inner, Optional.empty());
    Findings outside =
        read("a.jar", archive(new Part("../b.jar", archive(pom("g", "b", "1")))), Optional.empty());

    assertThat(deep.packages()).isEmpty();
    assertThat(deep.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.LIMIT);
    assertThat(outside.packages()).isEmpty();
    assertThat(outside.problems()).hasSize(1);
  }

  @Test
  void a_contradiction_is_a_problem_and_what_was_read_still_counts() throws Exception {
    byte[] jar = archive(pom("g", "a", "1"));
    byte[] twice = Arrays.copyOf(jar, jar.length * 2);
    System.arraycopy(jar, 0, twice, jar.length, jar.length);
    Findings found = read("a-1.jar", twice, Optional.empty());

    assertThat(found.packages()).hasSize(1);
    assertThat(found.problems())
        .extracting(Problem::kind)
        .containsExactly(Problem.Kind.CONTRADICTION);

    Findings cut = new Findings("a-1.jar");
    byte[] half = Arrays.copyOf(jar, jar.length - 40);
    assertThatThrownBy(
            () -> new JavaArchives().read(new ByteArrayInputStream(half), "a-1.jar", cut))
        .isInstanceOf(MalformedException.class);
    assertThat(cut.packages()).hasSize(1);
  }

  @Test
  void the_suffix_decides() {
    JavaArchives archives = new JavaArchives();

    assertThat(archives.interest(new FileEntry("a/B.JAR", 9, 0644), new Head()))
        .isInstanceOf(Interest.Stream.class);
    assertThat(archives.interest(new FileEntry("a.jar/b", 9, 0644), new Head()))
        .isEqualTo(Interest.NONE);
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_an_exception() throws Exception {
    byte[] jar =
        archive(
            pom("g", "a", "1"),
            manifest("Implementation-Title: x\n"),
            new Part("b.jar", archive(pom("g", "b", "2"))));
    Hostile.feed(jar, 2000, bytes -> read("a-1.jar", bytes, Optional.empty()));
  }
}
