package dev.breakwater.scanner.attached;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.attached.UnverifiedDocument.Content;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.limit.Fuzz;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.registry.FakeRegistry;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.registry.RegistryOptions;
import dev.breakwater.scanner.source.TestImage;
import dev.breakwater.scanner.source.VerifiedStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttachedDocumentsTest {
  private static final Digest IMAGE = VerifiedStream.digest("image".getBytes(UTF_8));
  private static final Digest OTHER = VerifiedStream.digest("other".getBytes(UTF_8));
  private static final String CYCLONEDX = "application/vnd.cyclonedx+json";
  private static final String BOM =
      """
      {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
       {"type":"library","name":"lodash","version":"4.17.4","purl":"pkg:npm/lodash@4.17.4"}]}\
      """;
  private static final String VEX =
      """
      {"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://a.example/vex","author":"a",
       "timestamp":"2026-01-01T00:00:00Z","version":1,"statements":[
       {"vulnerability":{"name":"CVE-2026-1"},"products":[{"@id":"pkg:npm/lodash@4.17.4"}],
        "status":"fixed"}]}\
      """;

  private final FakeRegistry registry = new FakeRegistry();
  private final List<String> referrers = new ArrayList<>();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void a_list_of_packages_is_found_and_not_believed() throws IOException {
    attach(CYCLONEDX, CYCLONEDX, BOM);

    List<UnverifiedDocument> found = found();

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().mediaType()).isEqualTo(CYCLONEDX);
    assertThat(packages(found.getFirst())).containsExactly("lodash");
    assertThat(UnverifiedDocument.STATE).isEqualTo("unverified");
  }

  @Test
  void statements_are_read_from_the_attestation_around_them() throws IOException {
    attach(
        "application/vnd.dev.sigstore.bundle.v0.3+json",
        "application/vnd.dev.sigstore.bundle.v0.3+json",
        bundle(statement("https://openvex.dev/ns/v0.2.0", IMAGE, VEX)));

    assertThat(found().getFirst().content())
        .isInstanceOfSatisfying(
            Content.Statements.class,
            statements -> assertThat(statements.vex().statements()).hasSize(1));
  }

  @Test
  void an_artifact_that_tells_its_type_by_its_layer_only_is_found() throws IOException {
    attach("", "application/vnd.in-toto+json", statement("https://cyclonedx.org/bom", IMAGE, BOM));

    assertThat(packages(found().getFirst())).containsExactly("lodash");
  }

  @Test
  void signatures_and_provenance_are_no_such_documents() throws IOException {
    attach("application/vnd.cncf.notary.signature", "application/jose+json", "{}");
    attach("", "application/vnd.dev.cosign.simplesigning.v1+json", "{}");
    attach(
        "application/vnd.in-toto+json",
        "application/vnd.in-toto+json",
        statement("https://slsa.dev/provenance/v1", IMAGE, "{}"));

    assertThat(found()).isEmpty();
  }

  @Test
  void a_statement_about_another_image_says_nothing_about_this_one() throws IOException {
    attach(
        "application/vnd.in-toto+json",
        "application/vnd.in-toto+json",
        statement("https://cyclonedx.org/bom", OTHER, BOM));

    assertThat(found().getFirst().content())
        .isEqualTo(new Content.Unreadable("statement: its subject is another image"));
  }

  @Test
  void one_that_is_broken_does_not_hide_the_others() throws IOException {
    attach(CYCLONEDX, CYCLONEDX, "<html>");
    attach(CYCLONEDX, CYCLONEDX, BOM);

    List<UnverifiedDocument> found = found();

    assertThat(found).hasSize(2);
    assertThat(found.getFirst().content()).isInstanceOf(Content.Unreadable.class);
    assertThat(packages(found.getLast())).containsExactly("lodash");
  }

  @Test
  void more_documents_than_anybody_attaches_are_not_read() throws IOException {
    for (int i = 0; i < 51; i++) {
      attach(CYCLONEDX, CYCLONEDX, BOM + " ".repeat(i));
    }

    assertThatThrownBy(this::found).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void hostile_envelopes_do_no_harm() {
    byte[] bundle = bundle(statement("https://cyclonedx.org/bom", IMAGE, BOM)).getBytes(UTF_8);
    byte[] statement = statement("https://openvex.dev/ns", IMAGE, VEX).getBytes(UTF_8);

    Fuzz.mutations(bundle, 2000, bytes -> Envelope.open(bytes, IMAGE));
    Fuzz.mutations(statement, 2000, bytes -> Envelope.open(bytes, IMAGE));
    Fuzz.truncations(statement, bytes -> Envelope.open(bytes, IMAGE));
  }

  private static List<String> packages(UnverifiedDocument document) {
    return document.content() instanceof Content.Packages(var sbom)
        ? sbom.packages().stream().map(InstalledPackage::name).toList()
        : List.of();
  }

  private List<UnverifiedDocument> found() throws IOException {
    registry.has(
        "/v2/app/referrers/" + IMAGE,
        TestImage.utf8(
            "{'schemaVersion':2,'mediaType':'application/vnd.oci.image.index.v1+json','manifests':["
                + String.join(",", referrers)
                + "]}"));
    try (RegistryClient client =
        new RegistryClient(RegistryOptions.standard().withInsecure(Set.of(registry.host())))) {
      return AttachedDocuments.of(
          client.repository(registry.image("app"), Credentials.NONE), IMAGE);
    }
  }

  private void attach(String artifactType, String mediaType, String document) {
    Digest blob = blob(document.getBytes(UTF_8));
    byte[] manifest =
        TestImage.utf8(
            """
            {'schemaVersion':2,'mediaType':'application/vnd.oci.image.manifest.v1+json',
             'artifactType':'%s','config':{'mediaType':'application/vnd.oci.empty.v1+json',
             'digest':'%s','size':2},'layers':[{'mediaType':'%s','digest':'%s','size':%d}],
             'subject':{'mediaType':'application/vnd.oci.image.manifest.v1+json','digest':'%s',
             'size':5}}\
            """
                .formatted(
                    artifactType,
                    blob("{}".getBytes(UTF_8)),
                    mediaType,
                    blob,
                    document.length(),
                    IMAGE));
    Digest digest = VerifiedStream.digest(manifest);
    registry.has("/v2/app/manifests/" + digest, manifest);
    referrers.add(
        "{'mediaType':'application/vnd.oci.image.manifest.v1+json','digest':'%s','size':%d,'artifactType':'%s'}"
            .formatted(digest, manifest.length, artifactType));
  }

  private Digest blob(byte[] bytes) {
    Digest digest = VerifiedStream.digest(bytes);
    registry.has("/v2/app/blobs/" + digest, bytes);
    return digest;
  }

  private static String statement(String predicateType, Digest subject, String predicate) {
    return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"%s\",\"subject\":[{\"name\":\"a\",\"digest\":{\"sha256\":\"%s\"}}],\"predicate\":%s}"
        .formatted(predicateType, subject.hex(), predicate);
  }

  private static String bundle(String statement) {
    return "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"dsseEnvelope\":{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"%s\",\"signatures\":[]}}"
        .formatted(Base64.getEncoder().encodeToString(statement.getBytes(UTF_8)));
  }
}
