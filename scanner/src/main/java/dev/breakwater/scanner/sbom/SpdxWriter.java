package dev.breakwater.scanner.sbom;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes <a href="https://spdx.github.io/spdx-spec/v2.3/">SPDX 2.3</a> in JSON: the image, its
 * system and its packages. Deterministic: the creation date is that of the image, or 1970 where the
 * image has none.
 */
public final class SpdxWriter {

  private static final String NOTHING_SAID = "NOASSERTION";
  private static final String DOCUMENT = "SPDXRef-DOCUMENT";
  private static final String IMAGE = "SPDXRef-Image";
  private static final String SYSTEM = "SPDXRef-OperatingSystem";

  /** Ids of the SPDX licence list that are common in images; others are described in full. */
  private static final Set<String> LISTED =
      Set.of(
          "0BSD",
          "AFL-2.1",
          "AGPL-3.0-only",
          "AGPL-3.0-or-later",
          "Apache-1.1",
          "Apache-2.0",
          "Artistic-1.0",
          "Artistic-2.0",
          "BlueOak-1.0.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "BSD-4-Clause",
          "BSL-1.0",
          "CC0-1.0",
          "CC-BY-3.0",
          "CC-BY-4.0",
          "CDDL-1.0",
          "CDDL-1.1",
          "EPL-1.0",
          "EPL-2.0",
          "GPL-1.0-or-later",
          "GPL-2.0-only",
          "GPL-2.0-or-later",
          "GPL-3.0-only",
          "GPL-3.0-or-later",
          "ICU",
          "ISC",
          "LGPL-2.0-only",
          "LGPL-2.0-or-later",
          "LGPL-2.1-only",
          "LGPL-2.1-or-later",
          "LGPL-3.0-only",
          "LGPL-3.0-or-later",
          "MIT",
          "MIT-0",
          "MPL-1.1",
          "MPL-2.0",
          "MS-PL",
          "OFL-1.1",
          "OpenSSL",
          "PostgreSQL",
          "PSF-2.0",
          "Python-2.0",
          "Ruby",
          "Unicode-DFS-2016",
          "Unlicense",
          "WTFPL",
          "X11",
          "Zlib",
          "ZPL-2.1");

  private final ImageFacts facts;
  private final Document document;
  private final Map<String, String> described = new TreeMap<>();

  private SpdxWriter(ImageFacts facts) {
    this.facts = facts;
    this.document = new Document(facts);
  }

  /**
   * The document in UTF-8.
   *
   * @param name what a person calls the image, such as {@code docker.io/library/nginx:1.29}
   */
  public static byte[] write(ImageFacts facts, String name) {
    return Document.bytes(new SpdxWriter(facts).root(name));
  }

  private ObjectNode root(String name) {
    String called = name.isEmpty() ? facts.digest().toString() : name;
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("spdxVersion", "SPDX-2.3");
    root.put("dataLicense", "CC0-1.0");
    root.put("SPDXID", DOCUMENT);
    root.put("name", called);
    root.put("documentNamespace", "https://breakwater.dev/spdx/" + document.uuid());
    ObjectNode creation = root.putObject("creationInfo");
    creation.put("created", created().toString());
    creation.putArray("creators").add("Tool: breakwater");
    ArrayNode packages = root.putArray("packages");
    ArrayNode relationships = JsonNodeFactory.instance.arrayNode();
    image(packages.addObject(), called, !name.isEmpty());
    relationship(relationships, DOCUMENT, "DESCRIBES", IMAGE);
    facts
        .operatingSystem()
        .ifPresent(
            system -> {
              ObjectNode listed = listed(packages, SYSTEM, system.family(), system.version());
              listed.put("primaryPackagePurpose", "OPERATING-SYSTEM");
              relationship(relationships, IMAGE, "CONTAINS", SYSTEM);
            });
    int number = 0;
    for (InstalledPackage installed : facts.packages()) {
      number++;
      String id = "SPDXRef-Package-" + number + "-" + plain(installed.name());
      installed(packages, id, installed);
      relationship(relationships, IMAGE, "CONTAINS", id);
    }
    if (!described.isEmpty()) {
      ArrayNode licenses = root.putArray("hasExtractedLicensingInfos");
      described.forEach(
          (id, text) ->
              licenses
                  .addObject()
                  .put("licenseId", id)
                  .put("name", text)
                  .put("extractedText", text));
    }
    root.set("relationships", relationships);
    return root;
  }

  private Instant created() {
    return facts.configuration().created().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS);
  }

  private void image(ObjectNode listed, String name, boolean named) {
    listed.put("SPDXID", IMAGE).put("name", name);
    unsaid(listed);
    listed.put("primaryPackagePurpose", facts.isImage() ? "CONTAINER" : "APPLICATION");
    if (!facts.hasManifest()) {
      return;
    }
    listed.put("versionInfo", facts.digest().toString());
    ObjectNode checksum = listed.putArray("checksums").addObject();
    checksum.put("algorithm", facts.digest().algorithm().name());
    checksum.put("checksumValue", facts.digest().hex());
    if (named) {
      purl(listed, document.imagePurl(name).toString());
    }
  }

  private void installed(ArrayNode packages, String id, InstalledPackage installed) {
    ObjectNode listed = listed(packages, id, installed.name(), installed.version());
    listed.put("licenseDeclared", licenses(installed.licenses()));
    listed.put("primaryPackagePurpose", "LIBRARY");
    purl(listed, document.purl(installed).toString());
    if (!installed.path().isEmpty()) {
      listed.put("sourceInfo", "package found in: " + installed.path());
    }
  }

  private static ObjectNode listed(ArrayNode packages, String id, String name, String version) {
    ObjectNode listed = packages.addObject().put("SPDXID", id);
    listed.put("name", name.isEmpty() ? NOTHING_SAID : name);
    if (!version.isEmpty()) {
      listed.put("versionInfo", version);
    }
    unsaid(listed);
    return listed;
  }

  private static void unsaid(ObjectNode listed) {
    listed.put("supplier", NOTHING_SAID);
    listed.put("downloadLocation", NOTHING_SAID);
    listed.put("filesAnalyzed", false);
    listed.put("licenseConcluded", NOTHING_SAID);
    listed.put("licenseDeclared", NOTHING_SAID);
    listed.put("copyrightText", NOTHING_SAID);
  }

  private static void purl(ObjectNode listed, String purl) {
    listed
        .withArrayProperty("externalRefs")
        .addObject()
        .put("referenceCategory", "PACKAGE-MANAGER")
        .put("referenceType", "purl")
        .put("referenceLocator", purl);
  }

  private static void relationship(ArrayNode list, String from, String type, String to) {
    list.addObject()
        .put("spdxElementId", from)
        .put("relationshipType", type)
        .put("relatedSpdxElement", to);
  }

  /** An expression of SPDX ids, with references to licences that are described here. */
  private String licenses(List<String> declared) {
    Set<String> ids = new LinkedHashSet<>();
    for (String license : declared) {
      if (!license.isBlank()) {
        ids.add(LISTED.contains(license) ? license : describe(license));
      }
    }
    return ids.isEmpty() ? NOTHING_SAID : String.join(" AND ", ids);
  }

  private String describe(String license) {
    String id = "LicenseRef-" + plain(license);
    int copy = 1;
    while (!described.getOrDefault(id, license).equals(license)) {
      copy++;
      id = "LicenseRef-" + plain(license) + "-" + copy;
    }
    described.put(id, license);
    return id;
  }

  /** Letters, digits, dots and dashes: what ids of SPDX are made of. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), 100); i++) {
      char character = text.charAt(i);
      boolean kept =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || (character >= '0' && character <= '9')
              || character == '.';
      plain.append(kept ? character : '-');
    }
    return plain.toString();
  }
}
