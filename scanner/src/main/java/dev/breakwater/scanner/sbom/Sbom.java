package dev.breakwater.scanner.sbom;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a list of packages says.
 *
 * @param subject what names that which it describes: package URLs, names, digests
 * @param operatingSystem the system that they belong to, when it says or shows one
 * @param packages those with a package URL of a type that is known, in their order
 * @param problems entries that could not be understood
 */
public record Sbom(
    Set<String> subject,
    Optional<OperatingSystem> operatingSystem,
    List<InstalledPackage> packages,
    List<Problem> problems) {

  /** The largest document that is read, in bytes. */
  static final int MAX_BYTES = 64 << 20;

  /** A package takes about a hundred, with its files and vulnerabilities far more. */
  private static final int MAX_TOKENS = 4_000_000;

  /** Copies the lists. */
  public Sbom {
    subject = Set.copyOf(subject);
    packages = List.copyOf(packages);
    problems = List.copyOf(problems);
  }

  /**
   * Reads CycloneDX (1.2 to 1.6) or SPDX (2.2, 2.3) in JSON, whichever it is; also inside of an
   * in-toto statement.
   *
   * @throws MalformedException when it is neither, or breaks its format
   * @throws LimitExceededException when it is longer than 64 MiB, has more than 4,000,000 tokens,
   *     or is nested too deep
   */
  public static Sbom read(byte[] json) throws MalformedException, LimitExceededException {
    return read(JsonObject.parse(json, "SBOM", MAX_BYTES, MAX_TOKENS));
  }

  private static Sbom read(JsonObject root) throws MalformedException {
    if (root.text("bomFormat").orElse("").equals("CycloneDX")) {
      return new CycloneDxReader().read(root);
    }
    if (root.text("spdxVersion").orElse("").startsWith("SPDX-2.")) {
      return new SpdxReader().read(root);
    }
    if (root.has("predicateType")) {
      Optional<JsonObject> predicate = root.object("predicate");
      if (predicate.isPresent() && !predicate.get().has("predicateType")) {
        return read(predicate.get());
      }
    }
    throw new MalformedException("SBOM: neither bomFormat CycloneDX nor spdxVersion SPDX-2.x");
  }
}
