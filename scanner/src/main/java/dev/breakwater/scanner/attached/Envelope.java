package dev.breakwater.scanner.attached;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.attached.UnverifiedDocument.Content;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.sbom.Sbom;
import dev.breakwater.scanner.sbom.Vex;
import java.util.Base64;
import java.util.Optional;

/**
 * What documents are wrapped into: a bundle of sigstore around a <a
 * href="https://github.com/secure-systems-lab/dsse/blob/master/envelope.md">DSSE envelope</a>
 * around an <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto
 * statement</a>; each may be missing.
 */
final class Envelope {
  /** The most bytes of a document, wrapped or not. */
  static final int MAX_BYTES = 48 << 20;

  private static final int MAX_TOKENS = 4_000_000;
  private static final String IN_TOTO = "application/vnd.in-toto+json";

  private Envelope() {}

  /**
   * What a document says about an image; empty when it is neither a list of packages nor statements
   * about vulnerabilities, such as a signature or a provenance.
   *
   * @throws MalformedException when it is wrapped wrongly, is about another image, or broken inside
   * @throws LimitExceededException when it is too large
   */
  static Optional<Content> open(byte[] document, Digest image)
      throws MalformedException, LimitExceededException {
    byte[] json = unwrapped(document);
    JsonObject root = parse(json);
    if (root.has("predicateType")) {
      Optional<Content> content = stated(json, root.requiredText("predicateType"));
      if (content.isPresent() && !isAbout(root, image)) {
        throw new MalformedException("statement: its subject is another image");
      }
      return content;
    }
    if (root.has("bomFormat") || root.has("spdxVersion")) {
      return Optional.of(new Content.Packages(Sbom.read(json)));
    }
    return root.has("@context")
        ? Optional.of(new Content.Statements(Vex.read(json)))
        : Optional.empty();
  }

  /** The predicates of <a href="https://github.com/in-toto/attestation">in-toto</a> and OpenVEX. */
  private static Optional<Content> stated(byte[] json, String predicateType)
      throws MalformedException, LimitExceededException {
    if (predicateType.startsWith("https://cyclonedx.org/bom")
        || predicateType.startsWith("https://spdx.dev/Document")) {
      return Optional.of(new Content.Packages(Sbom.read(json)));
    }
    return predicateType.startsWith("https://openvex.dev/ns")
        ? Optional.of(new Content.Statements(Vex.read(json)))
        : Optional.empty();
  }

  private static boolean isAbout(JsonObject statement, Digest image) throws MalformedException {
    for (JsonObject subject : statement.objects("subject")) {
      Optional<JsonObject> digests = subject.object("digest");
      if (digests.isPresent()
          && digests
              .get()
              .text(image.algorithm().toString())
              .map(hex -> hex.equals(image.hex()))
              .orElse(false)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] unwrapped(byte[] document)
      throws MalformedException, LimitExceededException {
    JsonObject root = parse(document);
    JsonObject envelope = root.object("dsseEnvelope").orElse(root);
    if (!envelope.has("payloadType")) {
      return document;
    }
    if (!envelope.requiredText("payloadType").equals(IN_TOTO)) {
      throw new MalformedException("envelope: payloadType is not " + IN_TOTO);
    }
    try {
      return Base64.getDecoder().decode(envelope.requiredText("payload"));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("envelope: payload is not base64");
    }
  }

  private static JsonObject parse(byte[] json) throws MalformedException, LimitExceededException {
    return JsonObject.parse(json, "attached document", MAX_BYTES, MAX_TOKENS);
  }
}
