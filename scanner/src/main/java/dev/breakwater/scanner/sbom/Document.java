package dev.breakwater.scanner.sbom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.purl.PackagePurl;
import dev.breakwater.scanner.purl.Purl;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What the formats have in common: the same bytes for the same image, always. */
final class Document {

  private final ImageFacts facts;
  private final Map<InstalledPackage, String> references = new HashMap<>();

  Document(ImageFacts facts) {
    this.facts = facts;
    Map<String, Integer> seen = new HashMap<>();
    for (InstalledPackage installed : facts.packages()) {
      String purl = purl(installed).toString();
      int copies = seen.merge(purl, 1, Integer::sum);
      references.put(installed, copies == 1 ? purl : purl + "#" + copies);
    }
  }

  Purl purl(InstalledPackage installed) {
    return PackagePurl.of(installed, facts.operatingSystem());
  }

  /**
   * Names a package within the document: its package URL, numbered where it is there again; empty
   * for a package that the image does not have.
   */
  String reference(InstalledPackage installed) {
    return references.getOrDefault(installed, "");
  }

  /** The image itself, as the type {@code oci} of purl-spec names it. */
  Purl imagePurl(String name) {
    SortedMap<String, String> qualifiers = new TreeMap<>();
    qualifiers.put("arch", facts.platform().architecture());
    String repository = repository(name);
    if (repository.contains("/")) {
      qualifiers.put("repository_url", repository);
    }
    return new Purl(
        "oci",
        "",
        repository.substring(repository.lastIndexOf('/') + 1),
        facts.digest().toString(),
        qualifiers,
        "");
  }

  /** A UUID made from what is told: the same image has the same, and so has the same folder. */
  UUID uuid() {
    Object told = facts.hasManifest() ? facts.digest() : facts.packages();
    return UUID.nameUUIDFromBytes(("breakwater " + told).getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(ObjectNode root) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return (JsonMapper.builder().build().writer(printer).writeValueAsString(root) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can always be written", impossible);
    }
  }

  static void strings(ObjectNode parent, String field, List<String> values) {
    if (!values.isEmpty()) {
      values.forEach(parent.putArray(field)::add);
    }
  }

  private static String repository(String name) {
    String plain = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
    int colon = plain.lastIndexOf(':');
    return colon > plain.lastIndexOf('/') ? plain.substring(0, colon) : plain;
  }
}
