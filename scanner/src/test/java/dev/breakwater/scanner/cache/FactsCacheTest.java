package dev.breakwater.scanner.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.BaseImage;
import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.LayerId;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import dev.breakwater.scanner.layer.FileFacts;
import dev.breakwater.scanner.layer.LayerFacts;
import dev.breakwater.scanner.layer.PathSet;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsCacheTest {
  private static final Digest A = digest("a");
  private static final Digest B = digest("b");
  private static final Digest C = digest("c");

  @TempDir Path temporary;

  @Test
  void facts_come_back_as_they_were() {
    FactsCache cache = cache("rules", 1 << 20);
    LayerFacts layer = layer("a package");
    ImageFacts image = image(A, B);

    cache.put(B, layer);
    cache.put(image);

    assertSame(cache.layer(B).orElseThrow(), layer);
    assertThat(cache.image(A)).contains(image);
    assertThat(cache.layer(A)).isEmpty();
    assertThat(cache.image(B)).isEmpty();
  }

  @Test
  void other_rules_never_meet_these_facts() {
    cache("rules", 1 << 20).put(A, layer("x"));

    assertThat(cache("other rules", 1 << 20).layer(A)).isEmpty();
  }

  @Test
  void a_damaged_file_is_as_good_as_none() throws IOException {
    FactsCache cache = cache("rules", 1 << 20);
    cache.put(A, layer("x"));
    Path file = files().getFirst();
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      byte[] bad = Arrays.copyOf(good, round % 3 == 0 ? random.nextInt(good.length) : good.length);
      if (bad.length == good.length) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(file, bad);
      assertThat(cache.layer(A)).isEmpty();
    }
    Files.write(file, good);
    assertThat(cache.layer(A)).isPresent();
  }

  /** A checksum says nothing about who wrote it. */
  @Test
  void damaged_facts_behind_a_right_checksum_fail_as_malformed() {
    byte[] layer = LayerFormat.write(layer("x"));
    byte[] image = ImageFormat.write(image(A, B));
    Random random = new Random(4);
    for (int round = 0; round < 4_000; round++) {
      byte[] bad = (round % 2 == 0 ? layer : image).clone();
      bad = Arrays.copyOf(bad, round < bad.length ? round : bad.length);
      for (int i = random.nextInt(3); i > 0 && bad.length > 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        if (round % 2 == 0) {
          assertThat(LayerFormat.read(bad).files()).hasSizeLessThan(1_000);
        } else {
          assertThat(ImageFormat.read(bad).layers()).hasSizeLessThan(1_000);
        }
      } catch (MalformedException expected) {
        assertThat(expected).hasMessageContaining("cached facts");
      }
    }
  }

  @Test
  void a_sweep_keeps_what_runs_with_its_layers_and_drops_the_rest() throws IOException {
    FactsCache cache = cache("rules", 1 << 20);
    cache("old rules", 1 << 20).put(B, layer("old"));
    cache.put(image(A, B));
    cache.put(B, layer("kept"));
    cache.put(C, layer("dropped"));
    cache.sweep();
    assertThat(files()).hasSize(4);

    cache.use(Set.of(A));
    cache.sweep();

    assertThat(files()).hasSize(2);
    assertThat(cache.image(A)).isPresent();
    assertThat(cache.layer(B)).isPresent();
    assertThat(cache.usage().bytes()).isPositive();
  }

  @Test
  void the_bound_drops_the_oldest_but_never_what_runs_and_then_alarms() throws IOException {
    FactsCache before = cache("rules", 1 << 20);
    before.put(image(A, B));
    before.put(B, layer("runs"));
    before.put(C, layer("old"));
    FactsCache cache = cache("rules", before.usage().bytes() + 100);
    cache.use(Set.of(A));
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }
    assertThat(cache.usage().alarming()).isFalse();

    cache.put(digest("d"), layer("new"));

    assertThat(cache.layer(C)).isEmpty();
    assertThat(cache.layer(digest("d"))).isPresent();
    assertThat(cache.usage().alarming()).isFalse();

    FactsCache tiny = cache("rules", 100);
    tiny.use(Set.of(A));
    tiny.put(C, layer("more"));
    assertThat(tiny.image(A)).isPresent();
    assertThat(tiny.layer(B)).isPresent();
    assertThat(tiny.usage().alarming()).isTrue();
  }

  @Test
  void a_folder_that_cannot_be_written_alarms_and_fails_nothing() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "in the way");
    FactsCache cache = new FactsCache(file, "rules", 1 << 20);

    cache.put(A, layer("x"));

    assertThat(cache.layer(A)).isEmpty();
    assertThat(cache.usage().alarming()).isTrue();
  }

  private FactsCache cache(String rules, long mostBytes) {
    return new FactsCache(temporary.resolve("cache"), rules, mostBytes);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("cache"))) {
      return files.toList();
    }
  }

  private static void assertSame(LayerFacts actual, LayerFacts expected) {
    assertThat(actual.paths().toArray()).isEqualTo(expected.paths().toArray());
    assertThat(LayerFormat.write(actual)).isEqualTo(LayerFormat.write(expected));
    assertThat(actual.files()).isEqualTo(expected.files());
    assertThat(actual.links()).isEqualTo(expected.links());
    assertThat(actual.whiteouts()).isEqualTo(expected.whiteouts());
    assertThat(actual.secrets()).isEqualTo(expected.secrets());
  }

  private static LayerFacts layer(String name) {
    return new LayerFacts(
        List.of(
            new FileFacts(
                "a/b",
                "etc/b",
                List.of(found(name)),
                List.of("GPL-2+", "Expat"),
                List.of(
                    new SystemCandidate(
                        new OperatingSystem("debian", "12.5", Optional.of("Debian")), 7)),
                List.of(new Misconfiguration("c", "t", Severity.LOW, "m", "a/b")),
                List.of(new Problem(Problem.Kind.MALFORMED, "a/b", "m")))),
        PathSet.of(new long[] {5, Long.MIN_VALUE, Long.MAX_VALUE, -1}),
        Set.of("", "o/p"),
        Set.of("w", "x/y"),
        Map.of("l", "../t", "m", "n"),
        Map.of("h", "i"),
        Optional.of(new BuildInfo(List.of("set"), "nvr", "x86_64")),
        List.of(new Secret("r", "t", Severity.CRITICAL, "p", 3, "***", 0)),
        List.of(new Problem(Problem.Kind.LIMIT, "", "m")),
        true);
  }

  private static InstalledPackage found(String name) {
    return new InstalledPackage(
        PackageType.DEB,
        name,
        "1:2.0-\u00fc",
        "amd64",
        Optional.of(new InstalledPackage.Source("s", "1")),
        "m:1",
        Origin.THIRD_PARTY,
        List.of("MIT", "GPL"),
        "var/lib/dpkg/status",
        -1);
  }

  private static ImageFacts image(Digest manifest, Digest layer) {
    return new ImageFacts(
        manifest,
        Optional.of(C),
        new Platform("linux", "arm64", "v8"),
        new ImageConfiguration(
            Optional.of(Instant.parse("2024-05-01T10:00:00.123Z")),
            "65532",
            List.of("80/tcp"),
            List.of("/app"),
            List.of("-v"),
            Map.of("PATH", "/bin"),
            Map.of("l", "v"),
            Optional.of(List.of("CMD", "x")),
            List.of(new ImageConfiguration.Step("ADD", false))),
        List.of(new LayerId(layer, Optional.of(C))),
        Optional.of(new BaseImage("b", BaseImage.Evidence.LABEL)),
        Optional.of(new OperatingSystem("debian", "12", Optional.empty())),
        List.of(BuildInfo.NONE),
        List.of(found("x")),
        List.of(),
        List.of(),
        List.of());
  }

  private static Digest digest(String letter) {
    return new Digest(Digest.Algorithm.SHA256, letter.repeat(64));
  }
}
