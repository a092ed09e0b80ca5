package dev.breakwater.scanner.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.analysis.Scratch;
import dev.breakwater.scanner.inflate.Inflation;
import dev.breakwater.scanner.limit.Deadline;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.limit.TimeLimitException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerAnalysisTest {
  private static final Deadline NO_HURRY = Deadline.in(Duration.ofHours(1));

  @TempDir Path scratch;

  @Test
  void what_a_file_says_is_kept_by_its_normalised_path() throws IOException {
    LayerFacts layer =
        analyze(
            new Archive()
                .file("./app/list", "npm a 1")
                .file("/srv/../../etc/./list", "npm b 2")
                .file("other", "npm c 3"));

    assertThat(packages(layer)).containsExactly("npm a 1 app/list", "npm b 2 etc/list");
    assertThat(layer.paths().contains("other")).isTrue();
  }

  @Test
  void the_last_of_several_entries_with_one_path_wins() throws IOException {
    LayerFacts layer =
        analyze(
            new Archive()
                .file("a/list", "npm old 1")
                .file("b/list", "npm gone 1")
                .file("c/list", "npm gone 1\nsecret kept")
                .file("d/e/list", "npm gone 1")
                .file("./a/list", "npm new 1")
                .link("b/list", "elsewhere")
                .file("c", "no folder any more")
                .link("d", "c"));

    assertThat(packages(layer)).containsExactly("npm new 1 a/list");
    assertThat(layer.secrets()).extracting("path").containsExactly("c/list");
  }

  @Test
  void a_folder_that_comes_again_keeps_its_files() throws IOException {
    LayerFacts layer = analyze(new Archive().file("a/list", "npm x 1").folder("a"));

    assertThat(packages(layer)).containsExactly("npm x 1 a/list");
  }

  @Test
  void markers_are_no_files() throws IOException {
    LayerFacts layer =
        analyze(
            new Archive()
                .file("a/.wh.b", "")
                .file("c/.wh..wh..opq", "")
                .file(".wh..wh.plnk", "")
                .file("d/.wh.", "")
                .file("d/.wh...", ""));

    assertThat(layer.whiteouts()).containsExactly("a/b");
    assertThat(layer.opaque()).containsExactly("c");
    assertThat(layer.problems()).extracting(Problem::path).containsExactly("d/.wh.", "d/.wh...");
    assertThat(layer.hides("a/b/deep")).isTrue();
    assertThat(layer.hides("c/x")).isTrue();
    assertThat(layer.hides("c")).isFalse();
    assertThat(layer.hides("a/bc")).isFalse();
  }

  @Test
  void a_hard_link_says_what_its_file_says() throws IOException {
    LayerFacts layer =
        analyze(
            new Archive()
                .file("a/list", "npm x 1\nweak w")
                .hardLink("b/list", "a/list")
                .hardLink("c/list", "./b/list")
                .hardLink("d/list", "in/a/lower/layer"));

    assertThat(packages(layer))
        .containsExactly("npm x 1 a/list", "npm x 1 b/list", "npm x 1 c/list");
    assertThat(layer.files()).flatExtracting(FileFacts::misconfigurations).hasSize(3);
    assertThat(layer.lowerLinks()).containsOnlyKeys("d/list").containsValue("in/a/lower/layer");
  }

  @Test
  void a_file_that_only_a_hard_link_makes_interesting_is_read_in_a_second_pass()
      throws IOException {
    LayerFacts layer =
        analyze(
            new Archive()
                .file("objects/1234", "npm x 1")
                .hardLink("a/list", "objects/1234")
                .hardLink("b/list", "objects/1234")
                .file("objects/5678", "npm y 1"));

    assertThat(packages(layer)).containsExactly("npm x 1 a/list", "npm x 1 b/list");
  }

  @Test
  void files_that_an_os_package_owns_do_not_count_twice_but_those_of_third_parties_do()
      throws IOException {
    LayerFacts layer =
        analyze(
            new Archive()
                .file("usr/lib/node/list", "npm owned 1")
                .file("usr/lib/merged/list", "npm owned 1")
                .file("opt/vendor/list", "npm vendored 1")
                .file("app/list", "npm own 1")
                .file(
                    "var/db",
                    """
                    deb node 1
                    third vendor 1
                    owns node usr/lib/node/list
                    owns node lib/merged/list
                    owns vendor opt/vendor/list
                    owns node var/db
                    """));

    assertThat(packages(layer))
        .containsExactly(
            "npm own 1 app/list",
            "npm vendored 1 opt/vendor/list",
            "deb node 1 var/db",
            "deb vendor 1 var/db");
  }

  @Test
  void what_a_reader_throws_is_a_problem_of_its_file() throws IOException {
    LayerFacts layer =
        analyze(
            new Archive()
                .file("1/list", "npm before 1\nnonsense")
                .file("2/list", "crash")
                .file("3/list", "overflow")
                .file("4/list", "x".repeat(1_000_001))
                .file("5/list", "npm after 1"));

    assertThat(packages(layer)).containsExactly("npm before 1 1/list", "npm after 1 5/list");
    assertThat(layer.files())
        .flatExtracting(FileFacts::problems)
        .extracting(problem -> problem.path() + ": " + problem.message())
        .containsExactly(
            "1/list: list: the word nonsense",
            "2/list: cannot be read: IllegalStateException",
            "3/list: cannot be read: StackOverflowError",
            "4/list: not read by list 1: more than 1,000,000 bytes");
    assertThat(layer.incomplete()).isTrue();
  }

  @Test
  void every_reader_gets_all_bytes_however_they_are_shared() throws IOException {
    for (int size : new int[] {0, 1, 600, 200_000, 5 << 20}) {
      byte[] content = new byte[size];
      new Random(size).nextBytes(content);
      for (int kinds = 1; kinds < 16; kinds++) {
        List<String> read = Collections.synchronizedList(new ArrayList<>());
        List<Analyzer> analyzers = readers(kinds, read);
        new LayerAnalysis(
                analyzers,
                new Scratch(scratch, 6 << 20, 6 << 20),
                Inflation.fastest(false),
                Limits.USUAL)
            .analyze(blob(new Archive().file("f", 0644, content).tar()), NO_HURRY);

        assertThat(read).hasSize(analyzers.size());
        assertThat(read).containsOnly(size + " " + Arrays.hashCode(content));
      }
    }
  }

  private static List<Analyzer> readers(int kinds, List<String> read) {
    Interest view =
        Interest.view(
            10 << 20,
            (file, buffer, from, to, findings) ->
                read.add(seen(Arrays.copyOfRange(buffer, from, to))));
    Interest stream =
        Interest.stream((file, content, findings) -> read.add(seen(content.readAllBytes())));
    Interest segment =
        Interest.segment(
            10 << 20,
            (file, content, findings) -> read.add(seen(content.toArray(ValueLayout.JAVA_BYTE))));
    List<Interest> all = List.of(view, stream, segment, stream);
    List<Analyzer> analyzers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((kinds & 1 << i) != 0) {
        Interest interest = all.get(i);
        analyzers.add(
            new Analyzer() {
              @Override
              public String id() {
                return "reader 1";
              }

              @Override
              public Interest interest(FileEntry file, Head head) {
                return interest;
              }
            });
      }
    }
    return analyzers;
  }

  private static String seen(byte[] content) {
    return content.length + " " + Arrays.hashCode(content);
  }

  @Test
  void a_layer_that_ends_early_keeps_what_was_read_and_says_so() throws IOException {
    byte[] gzip = new Archive().file("a/list", "npm x 1").file("b/list", "npm y 1").gzip();
    LayerFacts layer = analyze(Arrays.copyOf(gzip, gzip.length - 9));

    assertThat(packages(layer)).contains("npm x 1 a/list");
    assertThat(layer.problems())
        .extracting(Problem::message)
        .containsExactly("gzip: the stream ends within a member");
  }

  @Test
  void a_broken_source_fails_the_analysis_even_within_a_file() {
    byte[] tar = new Archive().file("a/list", "npm x 1\n".repeat(1000)).tar();
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(tar, 0, 2_000),
            new Broken(new SocketException("connection reset")));

    assertThatThrownBy(() -> analysis(Limits.USUAL).analyze(() -> broken, NO_HURRY))
        .isInstanceOf(SocketException.class);
  }

  @Test
  void a_source_that_limits_itself_fails_the_analysis() {
    InputStream broken = new Broken(new LimitExceededException("bytes of a blob", 5));

    assertThatThrownBy(() -> analysis(Limits.USUAL).analyze(() -> broken, NO_HURRY))
        .isInstanceOf(LimitExceededException.class);
  }

  private static final class Broken extends InputStream {
    private final IOException reason;

    Broken(IOException reason) {
      this.reason = reason;
    }

    @Override
    public int read() throws IOException {
      throw reason;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw reason;
    }
  }

  @Test
  void no_time_left_fails_the_analysis() {
    byte[] tar = new Archive().file("a/list", "npm x 1").tar();

    assertThatThrownBy(
            () -> analysis(Limits.USUAL).analyze(blob(tar), Deadline.in(Duration.ofSeconds(-1))))
        .isInstanceOf(TimeLimitException.class);
  }

  @Test
  void limits_cut_a_layer_and_what_came_before_stays() throws IOException {
    byte[] tar =
        new Archive()
            .file("a/list", "npm x 1")
            .link("l1", "x")
            .link("l2", "x")
            .file("d".repeat(200), "")
            .file("zeros", 0644, new byte[300_000])
            .file("b/list", "npm y 1")
            .tar();
    Limits few = new Limits(10, 2, 9, 1 << 30, 2_000, 4_096, Duration.ofHours(1));
    Limits links = new Limits(10, 99, 1, 1 << 30, 2_000, 4_096, Duration.ofHours(1));
    Limits bytes = new Limits(10, 99, 9, 100_000, 2_000, 4_096, Duration.ofHours(1));
    Limits names = new Limits(10, 99, 9, 1 << 30, 2_000, 100, Duration.ofHours(1));

    assertThat(cut(tar, few)).containsExactly("more than 2 headers of an archive");
    assertThat(cut(tar, links)).containsExactly("more than 1 symbolic links");
    assertThat(cut(tar, bytes)).containsExactly("more than 100,000 bytes of a layer");
    assertThat(cut(tar, names)).containsExactly("a path of more than 100 characters");
  }

  private List<String> cut(byte[] tar, Limits limits) throws IOException {
    LayerFacts layer = analysis(limits).analyze(blob(tar), NO_HURRY);
    assertThat(layer.incomplete()).isTrue();
    assertThat(packages(layer)).contains("npm x 1 a/list");
    return layer.problems().stream().map(Problem::message).toList();
  }

  @Test
  void a_bomb_is_cut_by_its_ratio() throws IOException {
    byte[] bomb = new Archive().file("zeros", 0644, new byte[80 << 20]).gzip();
    Limits limits = new Limits(10, 99, 9, 1L << 40, 500, 4_096, Duration.ofHours(1));

    LayerFacts layer = analysis(limits).analyze(blob(bomb), NO_HURRY);

    assertThat(layer.problems())
        .extracting(Problem::message)
        .containsExactly("more than 500 times as many bytes as before inflating");
  }

  @Test
  void a_folder_is_read_like_a_layer() throws IOException {
    Path root = Files.createDirectories(scratch.resolve("root"));
    Files.createDirectories(root.resolve("a/b"));
    Files.writeString(root.resolve("a/b/list"), "npm x 1");
    Files.writeString(root.resolve("list"), "npm y 1");
    Files.createSymbolicLink(root.resolve("a/list"), Path.of("/list"));

    LayerFacts layer = analysis(Limits.USUAL).analyze(root, NO_HURRY);

    assertThat(packages(layer)).containsExactly("npm x 1 a/b/list", "npm y 1 list");
    assertThat(layer.links()).containsEntry("a/list", "/list");
  }

  @Test
  void damaged_layers_never_end_the_process() throws IOException {
    Random random = new Random(17);
    byte[] tar =
        new Archive()
            .folder("a")
            .file("a/list", "npm x 1\nowns x a/list")
            .hardLink("b/list", "a/list")
            .link("c", "../a")
            .file("c/.wh.d", "")
            .file("n".repeat(200) + "/list", "npm y 1")
            .tar();
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = Arrays.copyOf(tar, random.nextInt(tar.length + 1));
      for (int i = random.nextInt(6); i > 0 && damaged.length > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(analyze(damaged).files()).hasSizeLessThan(10);
    }
  }

  private LayerFacts analyze(Archive archive) throws IOException {
    LayerFacts packed = analyze(archive.gzip());
    return packed;
  }

  private LayerFacts analyze(byte[] blob) throws IOException {
    return analysis(Limits.USUAL).analyze(blob(blob), NO_HURRY);
  }

  private LayerAnalysis analysis(Limits limits) {
    return new LayerAnalysis(
        List.of(new ListAnalyzer()),
        new Scratch(scratch, 1 << 20, 1 << 20),
        Inflation.fastest(true),
        limits);
  }

  private static LayerAnalysis.Blob blob(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }

  private static List<String> packages(LayerFacts layer) {
    List<String> packages = new ArrayList<>();
    for (FileFacts file : layer.files()) {
      for (InstalledPackage found : file.packages()) {
        packages.add(
            "%s %s %s %s".formatted(found.type(), found.name(), found.version(), found.path()));
      }
    }
    return packages;
  }
}
