package dev.breakwater.scanner.sbom;

import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads <a href="https://spdx.github.io/spdx-spec/v2.3/">SPDX 2.3</a> (and 2.2) in JSON. */
final class SpdxReader {

  private static final String PATH = "package found in: ";

  private final PackageCollector collector = new PackageCollector();

  Sbom read(JsonObject root) throws MalformedException {
    Map<String, String> named = new HashMap<>();
    for (JsonObject license : root.objects("hasExtractedLicensingInfos")) {
      named.put(license.text("licenseId").orElse(""), license.text("name").orElse(""));
    }
    Set<String> described = described(root);
    for (JsonObject listed : root.objects("packages")) {
      String name = listed.text("name").orElse("");
      boolean subject = described.contains(listed.text("SPDXID").orElse(""));
      if (subject) {
        String version = listed.text("versionInfo").orElse("");
        collector.describes(name, version.isEmpty() ? "" : name + "@" + version);
      }
      if (isSystem(listed)) {
        collector.declare(
            new OperatingSystem(
                name.toLowerCase(Locale.ROOT),
                listed.text("versionInfo").orElse(""),
                Optional.empty()));
      }
      for (JsonObject reference : listed.objects("externalRefs")) {
        if (reference.text("referenceType").orElse("").equals("purl")) {
          String purl = reference.text("referenceLocator").orElse("");
          collector.describes(subject ? purl : "");
          collector.add(
              "package " + name,
              purl,
              name,
              Optional.empty(),
              licenses(listed.text("licenseDeclared").orElse(""), named),
              path(listed.text("sourceInfo").orElse("")));
        }
      }
    }
    return collector.sbom();
  }

  /** The ids of what the document is about, by either of the two ways to say it. */
  private static Set<String> described(JsonObject root) throws MalformedException {
    Set<String> ids = new HashSet<>(root.texts("documentDescribes"));
    for (JsonObject relationship : root.objects("relationships")) {
      if (relationship.text("relationshipType").orElse("").equals("DESCRIBES")) {
        ids.add(relationship.text("relatedSpdxElement").orElse(""));
      }
    }
    return ids;
  }

  private static boolean isSystem(JsonObject listed) throws MalformedException {
    return listed
        .text("primaryPackagePurpose")
        .orElse("")
        .replace('_', '-')
        .equals("OPERATING-SYSTEM");
  }

  private static String path(String sourceInfo) {
    return sourceInfo.startsWith(PATH) ? sourceInfo.substring(PATH.length()) : "";
  }

  private static List<String> licenses(String expression, Map<String, String> named) {
    List<String> licenses = new ArrayList<>();
    if (!expression.isEmpty() && !expression.equals("NOASSERTION") && !expression.equals("NONE")) {
      for (String part : expression.split(" AND ", -1)) {
        String name = named.getOrDefault(part, "");
        licenses.add(name.isEmpty() ? part : name);
      }
    }
    return licenses;
  }
}
