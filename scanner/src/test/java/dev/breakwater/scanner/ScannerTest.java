package dev.breakwater.scanner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.facts.BaseImage;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.ImageAnalyzer;
import dev.breakwater.scanner.cache.FactsCache;
import dev.breakwater.scanner.layer.Archive;
import dev.breakwater.scanner.layer.ListAnalyzer;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.limit.TimeLimitException;
import dev.breakwater.scanner.merge.KnownBases;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.Image;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.VerifiedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannerTest {
  private static final KnownBases NO_BASES = new KnownBases(Map.of());
  private static final byte[] BASE =
      new Archive().file("var/db", "deb libc 2.36\nos debian 12 1").gzip();
  private static final byte[] APP =
      new Archive().file("app/list", "npm left-pad 1.0\nsecret key\nweak setuid").gzip();

  @TempDir Path folder;
  private final List<Scanner> scanners = new ArrayList<>();

  @AfterEach
  void close() {
    scanners.forEach(Scanner::close);
  }

  @Test
  void an_image_of_layers_becomes_facts() throws IOException {
    ImageFacts facts = scanner(Limits.USUAL).scan(new Layers(BASE, APP), NO_BASES);

    assertThat(facts.packages())
        .extracting(found -> found.name() + " " + found.path() + " in " + found.layer())
        .containsExactly("libc var/db in 0", "left-pad app/list in 1");
    assertThat(facts.operatingSystem()).hasToString("Optional[debian 12]");
    assertThat(facts.secrets()).extracting("layer").containsExactly(1);
    assertThat(facts.misconfigurations())
        .extracting(Misconfiguration::check)
        .containsExactly("root-user", "setuid");
    assertThat(facts.problems()).isEmpty();
  }

  @Test
  void what_was_learned_is_not_read_again_by_this_process_or_the_next() throws IOException {
    Layers first = new Layers(BASE, APP);
    Layers second = new Layers(BASE, new Archive().file("list", "npm other 2").gzip());
    ImageFacts facts = scanner(Limits.USUAL).scan(first, NO_BASES);

    Scanner next = scanner(Limits.USUAL);
    assertThat(next.scan(first, NO_BASES)).isEqualTo(facts);
    assertThat(next.known(first.image().digest(), NO_BASES)).contains(facts);
    next.scan(second, NO_BASES);

    assertThat(first.opened).hasValue(2);
    assertThat(second.opened).hasValue(1);
  }

  @Test
  void other_limits_mean_other_facts() throws IOException {
    Layers layers = new Layers(BASE);
    scanner(Limits.USUAL).scan(layers, NO_BASES);
    Limits few = new Limits(5, 1, 5, 1 << 20, 2_000, 100, Duration.ofMinutes(1));

    assertThat(scanner(few).known(layers.image().digest(), NO_BASES)).isEmpty();
  }

  @Test
  void images_that_are_scanned_together_read_a_shared_layer_once() throws Exception {
    Scanner scanner = scanner(Limits.USUAL);
    List<Layers> images = new ArrayList<>();
    AtomicInteger opened = new AtomicInteger();
    for (int i = 0; i < 20; i++) {
      images.add(new Layers(opened, BASE, new Archive().file("list", "npm own " + i).gzip()));
    }
    List<Callable<ImageFacts>> scans = new ArrayList<>();
    images.forEach(image -> scans.add(() -> scanner.scan(image, NO_BASES)));

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<ImageFacts> scan : threads.invokeAll(scans)) {
        assertThat(scan.get().packages()).hasSize(2);
      }
    }

    assertThat(opened).hasValue(21);
  }

  @Test
  void wrong_bytes_fail_the_scan_and_leave_nothing_behind() throws IOException {
    Layers lying = new Layers(BASE, APP);
    lying.blobs.put(lying.image().layers().getLast().blob().digest(), BASE);

    assertThatThrownBy(() -> scanner(Limits.USUAL).scan(lying, NO_BASES))
        .isInstanceOf(PullException.class);

    Layers honest = new Layers(APP);
    assertThat(scanner(Limits.USUAL).scan(honest, NO_BASES).packages()).hasSize(1);
    assertThat(honest.opened).hasValue(1);
  }

  @Test
  void damaged_content_is_a_problem_and_not_a_failure() throws IOException {
    byte[] cut = Arrays.copyOf(APP, APP.length - 4);

    ImageFacts facts = scanner(Limits.USUAL).scan(new Layers(BASE, cut), NO_BASES);

    assertThat(facts.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.MALFORMED);
    assertThat(facts.packages()).hasSize(2);
  }

  @Test
  void too_many_layers_and_too_little_time_fail_the_scan() {
    byte[][] many = new byte[30][];
    Arrays.fill(many, BASE);
    Limits few = new Limits(20, 99, 99, 1 << 20, 2_000, 100, Duration.ofMinutes(1));
    Limits hasty = new Limits(99, 99, 99, 1 << 20, 2_000, 100, Duration.ZERO);

    assertThatThrownBy(() -> scanner(few).scan(new Layers(many), NO_BASES))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> scanner(hasty).scan(new Layers(many), NO_BASES))
        .isInstanceOf(TimeLimitException.class);
  }

  @Test
  void the_base_is_told_by_the_layers_also_for_what_is_known() throws IOException {
    Layers image = new Layers(BASE, APP);
    KnownBases bases =
        new KnownBases(
            Map.of("debian:12", List.of(image.image().layers().getFirst().blob().digest())));
    Scanner scanner = scanner(Limits.USUAL);

    scanner.scan(image, NO_BASES);

    assertThat(scanner.known(image.image().digest(), bases).flatMap(ImageFacts::base))
        .contains(new BaseImage("debian:12", BaseImage.Evidence.LAYERS));
  }

  @Test
  void a_folder_is_an_image_without_manifest() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root/var"));
    Files.writeString(root.resolve("db"), "deb libc 2.36\nos debian 12 1");

    ImageFacts facts =
        scanner(Limits.USUAL).scan(new ImageSource.Folder(folder.resolve("root")), NO_BASES);

    assertThat(facts.packages()).extracting("path").containsExactly("var/db");
    assertThat(facts.operatingSystem()).hasToString("Optional[debian 12]");
  }

  private Scanner scanner(Limits limits) {
    Analyzers analyzers = new Analyzers(List.of(new ListAnalyzer()), List.of(new RootUser()));
    FactsCache cache = new FactsCache(folder.resolve("cache"), analyzers.rules(limits), 1 << 20);
    Scanner scanner =
        new Scanner(
            analyzers,
            limits,
            new Scanner.Machine(3, true, folder.resolve("scratch"), 1 << 20, 1 << 20),
            Optional.of(cache));
    scanners.add(scanner);
    return scanner;
  }

  private static final class RootUser implements ImageAnalyzer {
    @Override
    public String id() {
      return "user 1";
    }

    @Override
    public void analyze(ImageConfiguration configuration, Platform platform, Findings findings) {
      if (configuration.user().isEmpty()) {
        findings.add(new Misconfiguration("root-user", "root", Severity.HIGH, "set USER", ""));
      }
    }
  }

  /** An image whose blobs are in memory. */
  private static final class Layers implements ImageSource.Layered {
    private final Map<Digest, byte[]> blobs = new HashMap<>();
    private final List<Image.Layer> layers = new ArrayList<>();
    private final AtomicInteger opened;

    Layers(byte[]... layers) {
      this(new AtomicInteger(), layers);
    }

    Layers(AtomicInteger opened, byte[]... blobs) {
      this.opened = opened;
      for (byte[] blob : blobs) {
        Digest digest = VerifiedStream.digest(blob);
        this.blobs.put(digest, blob);
        layers.add(new Image.Layer(new Descriptor("", digest, blob.length), Optional.empty()));
      }
    }

    @Override
    public Image image() {
      ImageConfiguration configuration =
          new ImageConfiguration(
              Optional.empty(),
              "",
              List.of(),
              List.of(),
              List.of(),
              Map.of(),
              Map.of(),
              Optional.empty(),
              List.of());
      return new Image(
          VerifiedStream.digest(layers.toString().getBytes(UTF_8)),
          Optional.empty(),
          new Platform("linux", "amd64", ""),
          configuration,
          "{}",
          layers,
          List.of());
    }

    @Override
    public VerifiedStream open(Descriptor blob) {
      opened.incrementAndGet();
      byte[] bytes = Optional.ofNullable(blobs.get(blob.digest())).orElseThrow();
      return new VerifiedStream(new ByteArrayInputStream(bytes), blob);
    }

    @Override
    public void close() {
      blobs.clear();
    }
  }
}
