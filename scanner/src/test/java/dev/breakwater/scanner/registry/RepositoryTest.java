package dev.breakwater.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import dev.breakwater.scanner.source.TestImage;
import dev.breakwater.scanner.source.VerifiedStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepositoryTest {
  private static final Digest SUBJECT = VerifiedStream.digest(new byte[] {1});
  private static final Digest OTHER = VerifiedStream.digest(new byte[] {2});
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String EMPTY =
      "{'mediaType':'application/vnd.oci.empty.v1+json','digest':'%s','size':2}"
          .formatted(VerifiedStream.digest(TestImage.utf8("{}")));

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private Repository repository() throws PullException {
    RegistryClient client =
        new RegistryClient(RegistryOptions.standard().withInsecure(Set.of(registry.host())));
    return client.repository(registry.image("app"), Credentials.NONE);
  }

  private static byte[] index(String... entries) {
    return TestImage.utf8(
        "{'schemaVersion':2,'mediaType':'application/vnd.oci.image.index.v1+json','manifests':["
            + String.join(",", entries)
            + "]}");
  }

  private String referrer(Digest subject) {
    byte[] manifest =
        TestImage.utf8(
            "{'schemaVersion':2,'mediaType':'%s','artifactType':'sig','config':%s,'layers':[],'subject':{'mediaType':'%s','digest':'%s','size':1}}"
                .formatted(MANIFEST, EMPTY, MANIFEST, subject));
    Digest digest = VerifiedStream.digest(manifest);
    registry.has("/v2/app/manifests/" + digest, manifest);
    return "{'mediaType':'%s','digest':'%s','size':%d,'artifactType':'sig'}"
        .formatted(MANIFEST, digest, manifest.length);
  }

  @Test
  void referrers_come_page_by_page_from_the_registry_only() throws PullException {
    String first = referrer(SUBJECT);
    String second = referrer(SUBJECT).replace("'sig'", "'sbom'");
    registry.on(
        "/v2/app/referrers/" + SUBJECT,
        exchange -> {
          boolean more = exchange.getRequestURI().getQuery() == null;
          if (more) {
            exchange
                .getResponseHeaders()
                .add("Link", "<http://evil.example/v2/x?last=1>; rel=\"next\"");
          }
          FakeRegistry.send(exchange, 200, index(more ? first : second));
        });
    List<Descriptor> referrers = repository().referrers(SUBJECT);
    assertThat(referrers).hasSize(1);
    assertThat(referrers.getFirst().artifactType()).isEqualTo("sbom");
    assertThat(registry.asked)
        .containsExactly(
            "GET /v2/app/referrers/" + SUBJECT, "GET /v2/app/referrers/" + SUBJECT + "?last=1");
  }

  @Test
  void a_registry_without_the_api_has_a_tag() throws PullException {
    registry.has("/v2/app/manifests/sha256-" + SUBJECT.hex(), index(referrer(SUBJECT)));
    Repository repository = repository();
    Descriptor referrer = repository.referrers(SUBJECT).getFirst();
    assertThat(repository.referrer(SUBJECT, referrer).artifactType()).isEqualTo("sig");
  }

  @Test
  void no_api_and_no_tag_is_no_referrers() throws PullException {
    assertThat(repository().referrers(SUBJECT)).isEmpty();
  }

  @Test
  void a_referrer_of_another_image_is_refused() throws PullException {
    registry.has("/v2/app/referrers/" + SUBJECT, index(referrer(OTHER)));
    Repository repository = repository();
    Descriptor referrer = repository.referrers(SUBJECT).getFirst();
    assertThat(
            catchThrowableOfType(PullException.class, () -> repository.referrer(SUBJECT, referrer))
                .failure())
        .isEqualTo(PullFailure.DIGEST_MISMATCH);
  }
}
