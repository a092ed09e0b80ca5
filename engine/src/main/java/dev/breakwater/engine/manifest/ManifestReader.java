package dev.breakwater.engine.manifest;

import dev.breakwater.engine.manifest.Documents.Document;
import dev.breakwater.engine.node.Node;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads the text of a manifest file: YAML or JSON, one document or many, lists taken apart.
 *
 * <p>Values mean what they mean to kubectl, and what kubectl or the API server would refuse becomes
 * a {@link Problem}. A broken document never costs the others of its file.
 */
public final class ManifestReader {
  /** Characters of a file that are read at most; the API server takes 3 MiB of one object. */
  public static final int MAX_LENGTH = 256 << 20;

  /** What a chart that was not rendered is told. */
  static final String TEMPLATE =
      "holds a template expression ({{ }}): render the chart first, as `helm template` does, and"
          + " pass on what it prints";

  private static final Pattern JSON_LIKE = Pattern.compile("\\s*[{\\[]\\s*[\"{\\[]");
  private static final Pattern TAB_BEFORE_VALUE =
      Pattern.compile(
          "(?m)^( *+(?:-[ -]*+)?(?:[\\w./][\\w./-]*+:)?)(?<=[:-] {0,9})( *+\\t[ \\t]*+)");

  private final TreeBuilder tree = new TreeBuilder();
  private final ObjectReader objects;
  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  private ManifestReader(String file) {
    this.file = file;
    this.objects = new ObjectReader(file, problems);
  }

  /**
   * Reads {@code bytes}: UTF-8, or UTF-16 with a byte order mark.
   *
   * @param file the file as the user named it, {@code -} for standard input
   */
  public static Manifests read(byte[] bytes, String file) {
    try {
      return read(decode(bytes), file);
    } catch (CharacterCodingException _) {
      return new Manifests(
          List.of(),
          List.of(new Problem(file, 1, "is not UTF-8 text: save it as UTF-8")),
          List.of());
    }
  }

  /** Reads {@code text}, the content of {@code file}. Never throws. */
  public static Manifests read(String text, String file) {
    if (text.length() > MAX_LENGTH) {
      String message = "is larger than " + (MAX_LENGTH >> 20) + " MiB: split it into several files";
      return new Manifests(List.of(), List.of(new Problem(file, 1, message)), List.of());
    }
    ManifestReader reader = new ManifestReader(file);
    for (Document document : Documents.of(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      reader.read(document);
    }
    return reader.objects.manifests();
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
    boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
    Charset charset = little || big ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private void read(Document document) {
    try {
      values(document, node -> objects.add(node, document.firstLine()));
    } catch (BrokenDocument e) {
      int brace = document.text().indexOf("{{");
      problems.add(
          brace < 0
              ? new Problem(file, e.line(), e.message())
              : new Problem(file, document.lineAt(brace), TEMPLATE));
    }
  }

  /** As kubectl does: what begins with a brace is JSON, or if it is not that, YAML. */
  private void values(Document document, Consumer<Node> values) throws BrokenDocument {
    char first = document.first();
    if (first != '{' && first != '[') {
      values.accept(yaml(document));
      return;
    }
    List<Node> json = new ArrayList<>();
    try {
      JsonDocument.read(document, tree, json::add);
    } catch (BrokenDocument e) {
      if (json.isEmpty()) {
        values.accept(yaml(document, e));
        return;
      }
      json.forEach(values);
      throw e;
    }
    json.forEach(values);
  }

  private Node yaml(Document document, BrokenDocument json) throws BrokenDocument {
    try {
      return yaml(document);
    } catch (BrokenDocument yaml) {
      throw JSON_LIKE.matcher(document.text()).lookingAt() ? json : yaml;
    }
  }

  /**
   * kubectl's parser takes tabs between a key and its value, which the one in use here does not.
   */
  private Node yaml(Document document) throws BrokenDocument {
    Optional<Node> everyday = EverydayYaml.read(document, tree);
    if (everyday.isPresent()) {
      return everyday.get();
    }
    try {
      return YamlDocument.read(document, tree);
    } catch (BrokenDocument e) {
      if (document.text().indexOf('\t') < 0) {
        throw e;
      }
      String spaced =
          TAB_BEFORE_VALUE
              .matcher(document.text())
              .replaceAll(tabs -> tabs.group(1) + " ".repeat(tabs.group(2).length()));
      return YamlDocument.read(new Document(spaced, document.firstLine()), tree);
    }
  }
}
