package dev.breakwater.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.credentials.Credential;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.Image;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.ManifestDocument;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import dev.breakwater.scanner.source.VerifiedStream;
import dev.breakwater.testing.ContainerImage;
import dev.breakwater.testing.Layer;
import dev.breakwater.testing.Registry;
import dev.breakwater.testing.TarFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a real registry says, and what it is taken for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealRegistryIT {
  private static final Platform AMD64 = new Platform("linux", "amd64", "");
  private static final Platform ARM64 = new Platform("linux", "arm64", "v8");
  private static final byte[] FILES = new TarFile().file("etc/motd", "hello").bytes();
  private static final ContainerImage IMAGE = ContainerImage.of(Layer.gzip(FILES));

  private final Registry registry = Registry.start();
  private final RegistryClient client = insecure(registry);

  @AfterAll
  void stop() {
    client.close();
    registry.close();
  }

  @Test
  void a_tag_and_a_digest_name_the_same_image() throws IOException {
    String digest = registry.push("shop/cart:1.4", IMAGE);

    Image tagged = source("shop/cart:1.4", AMD64).image();
    Image named = source("shop/cart@" + digest, AMD64).image();

    assertThat(tagged.digest()).hasToString(digest);
    assertThat(named).isEqualTo(tagged);
    assertThat(read(source("shop/cart:1.4", AMD64))).isEqualTo(FILES);
  }

  @Test
  void the_node_decides_which_image_of_an_index_is_read() throws IOException {
    ContainerImage arm =
        ContainerImage.builder(Layer.of(Map.of("arm", ""))).platform("linux/arm64/v8").build();
    String index = registry.push("shop/both:1", ContainerImage.index(IMAGE, arm));

    Image read = source("shop/both:1", ARM64).image();

    assertThat(read.digest()).hasToString(arm.digest());
    assertThat(read.indexDigest()).hasToString("Optional[" + index + "]");
    assertThat(failure("shop/both:1", new Platform("linux", "s390x", "")))
        .isEqualTo(PullFailure.NO_MATCHING_PLATFORM);
  }

  @Test
  void layers_come_gzipped_as_zstd_and_plain_in_the_types_of_docker_too() throws IOException {
    Layer zstd = Layer.packed(Layer.Packing.ZSTD, Zstd.compress(FILES), FILES);
    registry.push("layers:zstd", ContainerImage.of(zstd));
    registry.push("layers:docker", ContainerImage.builder(Layer.plain(FILES)).docker().build());
    registry.push(
        "layers:list",
        ContainerImage.index(ContainerImage.builder(Layer.gzip(FILES)).docker().build()));

    assertThat(Zstd.decompress(blob(source("layers:zstd", AMD64)), FILES.length)).isEqualTo(FILES);
    assertThat(blob(source("layers:docker", AMD64))).isEqualTo(FILES);
    assertThat(read(source("layers:list", AMD64))).isEqualTo(FILES);
  }

  @Test
  void what_is_not_there_is_said() {
    registry.push("shop/gone:1", ContainerImage.builder().config(Map.of("User", "1")).build());
    String gone = registry.push("shop/gone:2", ContainerImage.of(Layer.of(Map.of("gone", ""))));
    registry.delete("shop/gone", gone);

    for (String name :
        List.of("nobody/knows:1", "shop/gone:3", "shop/gone:2", "shop/gone@" + gone)) {
      assertThat(failure(name, AMD64)).as(name).isEqualTo(PullFailure.NOT_IN_REGISTRY);
    }
  }

  @Test
  void a_registry_that_is_down_is_unreachable() {
    try (Registry down = Registry.start();
        RegistryClient one = insecure(down)) {
      down.push("shop/cart:1", IMAGE);
      down.stop();

      PullException failure =
          catchThrowableOfType(
              PullException.class,
              () -> source(one, down, "shop/cart:1", Credentials.NONE).image());

      assertThat(failure.failure()).isEqualTo(PullFailure.UNREACHABLE);
    }
  }

  @Test
  void a_pull_goes_on_where_a_restart_broke_it() throws IOException {
    byte[] big = new byte[64 << 20];
    new Random(1).nextBytes(big);
    Layer layer = Layer.plain(new TarFile().file("big", 0644, big).bytes());
    try (Registry own = Registry.start();
        RegistryClient one = insecure(own)) {
      own.push("shop/big:1", ContainerImage.of(layer));
      ImageSource.Layered source = source(one, own, "shop/big:1", Credentials.NONE);
      Descriptor blob = source.image().layers().getFirst().blob();

      try (VerifiedStream stream = source.open(blob)) {
        stream.skipNBytes(1 << 20);
        own.stop();
        own.resume();
        // The end is only reached when size and digest are right.
        assertThat(stream.transferTo(new ByteArrayOutputStream()))
            .isEqualTo(blob.size() - (1 << 20));
      }

      // The configuration, and the layer from where it broke: what was killed is in no log.
      await().untilAsserted(() -> assertThat(own.blobReads()).isEqualTo(2));
    }
  }

  @Test
  void a_password_is_used_when_it_is_asked_for() throws IOException {
    try (Registry own = Registry.start(new Registry.Options(true, false));
        RegistryClient one = insecure(own)) {
      own.push("shop/cart:1.4", IMAGE);
      Credentials right = password(Registry.PASSWORD);

      assertThat(read(source(one, own, "shop/cart:1.4", right))).isEqualTo(FILES);
      for (Credentials wrong : List.of(Credentials.NONE, password("guess"))) {
        PullException failure =
            catchThrowableOfType(
                PullException.class, () -> source(one, own, "shop/cart:1.4", wrong).image());
        assertThat(failure.failure()).isEqualTo(PullFailure.UNAUTHORIZED);
      }
      Credentials second =
          name -> List.of(new Credential.Password("old", "x"), right.find(name).getFirst());
      assertThat(read(source(one, own, "shop/cart:1.4", second))).isEqualTo(FILES);
    }
  }

  @Test
  void an_own_authority_makes_its_certificate_good() throws IOException {
    try (Registry own = Registry.start(new Registry.Options(true, true));
        RegistryClient knowing =
            new RegistryClient(
                RegistryOptions.standard()
                    .withAuthorities(
                        Certificates.parse(Files.readAllBytes(own.authority().orElseThrow()))));
        RegistryClient stranger = new RegistryClient(RegistryOptions.standard())) {
      own.push("shop/cart:1.4", IMAGE);
      Credentials right = password(Registry.PASSWORD);

      assertThat(read(source(knowing, own, "shop/cart:1.4", right))).isEqualTo(FILES);
      PullException failure =
          catchThrowableOfType(
              PullException.class, () -> source(stranger, own, "shop/cart:1.4", right).image());
      assertThat(failure.failure()).isEqualTo(PullFailure.UNREACHABLE);
    }
  }

  @Test
  void what_is_attached_to_an_image_is_found_by_the_tag_of_its_digest() throws IOException {
    ContainerImage signature = ContainerImage.builder().subject(IMAGE, "text/signature").build();
    ContainerImage list = ContainerImage.builder().subject(IMAGE, "text/list").build();
    registry.push("attached:1", IMAGE);
    registry.push("attached", signature);
    registry.push("attached", list);
    Repository repository = client.repository(reference(registry, "attached:1"), Credentials.NONE);
    Digest subject = Digest.parse(IMAGE.digest()).orElseThrow();

    List<Descriptor> referrers = repository.referrers(subject);
    ManifestDocument.Manifest first = repository.referrer(subject, referrers.getFirst());

    assertThat(referrers)
        .extracting(referrer -> referrer.digest().toString())
        .containsExactly(signature.digest(), list.digest());
    assertThat(first.subject().orElseThrow().digest()).isEqualTo(subject);
    assertThat(repository.referrers(Digest.parse(list.digest()).orElseThrow())).isEmpty();
  }

  private static RegistryClient insecure(Registry registry) {
    return new RegistryClient(RegistryOptions.standard().withInsecure(Set.of(registry.address())));
  }

  private static Credentials password(String password) {
    return name -> List.of(new Credential.Password(Registry.USER, password));
  }

  private static ImageReference reference(Registry registry, String name) {
    return ImageReference.parse(registry.address() + "/" + name).orElseThrow();
  }

  private static ImageSource.Layered source(
      RegistryClient client, Registry registry, String name, Credentials credentials)
      throws PullException {
    return client.image(reference(registry, name), AMD64, credentials);
  }

  private ImageSource.Layered source(String name, Platform node) throws PullException {
    return client.image(reference(registry, name), node, Credentials.NONE);
  }

  private PullFailure failure(String name, Platform node) {
    return catchThrowableOfType(PullException.class, () -> source(name, node).image()).failure();
  }

  private static byte[] blob(ImageSource.Layered source) throws IOException {
    try (VerifiedStream in = source.open(source.image().layers().getFirst().blob())) {
      return in.readAllBytes();
    }
  }

  private static byte[] read(ImageSource.Layered source) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(blob(source))).readAllBytes();
  }
}
