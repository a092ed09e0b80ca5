package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.CRITICAL;
import static dev.breakwater.engine.finding.Severity.HIGH;

import dev.breakwater.engine.finding.Finding;
import java.util.List;

/** What the scan of an image finds in it. The scan itself looks; here is what it means. */
final class ImageContent {
  static final List<Rule> RULES =
      List.of(
          check("BW-VUL-001", HIGH, "An image has packages with known vulnerabilities")
              .type(Finding.Type.VULNERABILITY)
              .why(
                  """
                  Attackers read the same advisories. Each finding is one package to update, with all \
                  that the update cures; its severity is that of the worst vulnerability, as the \
                  distribution rates it, and what is being exploited comes first.
                  """)
              .remedy("Rebuild the image with the fixed version of the package.")
              .before("FROM debian:12.4-slim")
              .after("FROM debian:12.12-slim")
              .controls("NSA:image-scanning", "OWASP:K02")
              .scanned(),
          check("BW-VUL-002", CRITICAL, "An image holds a secret")
              .type(Finding.Type.SECRET)
              .why(
                  """
                  Whoever can pull the image has it, also from a layer in which a later one deletes \
                  it. The severity depends on the kind of secret.
                  """)
              .remedy("Revoke the secret, and mount it into the container instead of the image.")
              .before("COPY .env /app/.env")
              .after("RUN --mount=type=secret,id=env ./build.sh")
              .controls("NSA:secrets", "CIS:5.4.1", "OWASP:K03", "MITRE:T1552")
              .scanned());

  private ImageContent() {}
}
