package dev.breakwater.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.cache.FactsCache;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.merge.KnownBases;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.registry.RegistryOptions;
import dev.breakwater.testing.ContainerImage;
import dev.breakwater.testing.Layer;
import dev.breakwater.testing.Registry;
import dev.breakwater.testing.TarFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a reference in a real registry to facts. */
class RealImageIT {
  private static final Platform NODE = new Platform("linux", "amd64", "");
  private static final String DEBIAN =
      """
      PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
      NAME="Debian GNU/Linux"
      VERSION_ID="12"
      ID=debian
      """;
  private static final String STATUS =
      """
      Package: libssl3
      Status: install ok installed
      Architecture: amd64
      Source: openssl
      Version: 3.0.11-1~deb12u2
      Maintainer: Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>

      Package: tzdata
      Status: deinstall ok config-files
      Architecture: all
      Version: 2024a-0+deb12u1
      Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>

      """;
  private static final String INSTALLED =
      """
      P:musl
      V:1.2.4-r2
      A:x86_64
      L:MIT
      o:musl

      """;

  @TempDir Path folder;
  private final Registry registry = Registry.start();
  private final RegistryClient client =
      new RegistryClient(RegistryOptions.standard().withInsecure(Set.of(registry.address())));

  @AfterEach
  void close() {
    client.close();
    registry.close();
  }

  @Test
  void a_debian_with_an_application_is_known_after_one_pull() throws IOException {
    Layer base =
        Layer.gzip(
            new TarFile()
                .file("usr/lib/os-release", DEBIAN)
                .link("etc/os-release", "../usr/lib/os-release")
                .file("var/lib/dpkg/status", STATUS)
                .bytes());
    Layer app =
        Layer.gzip(
            new TarFile()
                .file(
                    "app/node_modules/left-pad/package.json",
                    "{\"name\":\"left-pad\",\"version\":\"1.3.0\"}")
                .file("app/.env", "AWS_ACCESS_KEY_ID=AKIA2E0A8F3B244C9986\n")
                .file("usr/bin/run", 04755, new byte[] {1})
                .bytes());
    registry.push("shop/cart:1.4", ContainerImage.of(base, app));

    ImageFacts facts = scan("shop/cart:1.4");
    await().untilAsserted(() -> assertThat(registry.blobReads()).isEqualTo(3));
    ImageFacts again = scan("shop/cart:1.4");

    assertThat(facts.operatingSystem()).map(OperatingSystem::toString).hasValue("debian 12");
    assertThat(facts.packages())
        .extracting(RealImageIT::text)
        .containsExactly("libssl3 3.0.11-1~deb12u2 in layer 0", "left-pad 1.3.0 in layer 1");
    assertThat(facts.secrets()).extracting(Secret::path).containsExactly("app/.env");
    assertThat(facts.misconfigurations())
        .extracting(Misconfiguration::path)
        .contains("usr/bin/run");
    assertThat(facts.problems()).isEmpty();
    assertThat(again).isEqualTo(facts);
    // The configuration once more, and no layer.
    await().untilAsserted(() -> assertThat(registry.blobReads()).isEqualTo(4));
  }

  @Test
  void what_runs_stays_known_when_the_registry_is_gone() throws IOException {
    registry.push(
        "alpine:3",
        ContainerImage.of(
            Layer.of(
                Map.of(
                    "etc/os-release",
                    "ID=alpine\nVERSION_ID=3.18.4\n",
                    "lib/apk/db/installed",
                    INSTALLED))));
    ImageFacts facts = scan("alpine:3");
    registry.stop();

    try (Scanner scanner = scanner()) {
      assertThat(scanner.known(facts.digest(), new KnownBases(Map.of()))).contains(facts);
    }
    assertThat(facts.packages())
        .extracting(RealImageIT::text)
        .containsExactly("musl 1.2.4-r2 in layer 0");
  }

  private static String text(InstalledPackage found) {
    return found.name() + " " + found.version() + " in layer " + found.layer();
  }

  private ImageFacts scan(String name) throws IOException {
    ImageReference reference = ImageReference.parse(registry.address() + "/" + name).orElseThrow();
    try (Scanner scanner = scanner()) {
      return scanner.scan(
          client.image(reference, NODE, Credentials.NONE), new KnownBases(Map.of()));
    }
  }

  private Scanner scanner() {
    Analyzers analyzers = StandardAnalyzers.of(Set.of(Part.values()));
    return new Scanner(
        analyzers,
        Limits.USUAL,
        new Scanner.Machine(2, true, folder, 1 << 20, 1 << 20),
        Optional.of(
            new FactsCache(folder.resolve("facts"), analyzers.rules(Limits.USUAL), 1 << 20)));
  }
}
