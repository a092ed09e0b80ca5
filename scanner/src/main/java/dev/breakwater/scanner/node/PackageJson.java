package dev.breakwater.scanner.node;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import dev.breakwater.scanner.language.Licenses;
import dev.breakwater.scanner.language.PackageFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The description of a Node.js package (<a
 * href="https://docs.npmjs.com/cli/v11/configuring-npm/package-json">package.json</a>). One without
 * a name or a version is a hint for bundlers, or a project that was never published: no package.
 */
public final class PackageJson {

  private static final int MAX_SIZE = 8 << 20;

  private String name = "";
  private String version = "";
  private List<String> license = List.of();
  private List<String> licenses = List.of();

  private PackageJson() {}

  /** Finds installed packages in the files of an image. */
  public static Analyzer analyzer() {
    return new PackageFiles(
        "node 1",
        PackageJson::recognises,
        MAX_SIZE,
        (json, path) -> read(json, path).stream().toList());
  }

  /** Whether this is a file that {@link #read} understands. */
  public static boolean recognises(String path) {
    return path.equals("package.json") || path.endsWith("/package.json");
  }

  /**
   * Reads the package that the file describes.
   *
   * @param path of the file, without a leading slash
   * @return empty when it names none
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}
   */
  public static Optional<InstalledPackage> read(byte[] json, String path) throws IOException {
    PackageJson found = new PackageJson();
    Json.read(
        json,
        "package.json",
        parser -> {
          found.readFields(parser);
          return found;
        });
    if (found.version.isEmpty() || !isName(found.name)) {
      return Optional.empty();
    }
    List<String> declared = found.license.isEmpty() ? found.licenses : found.license;
    return Optional.of(new Declared(PackageType.NPM, found.name, found.version, declared).at(path));
  }

  private void readFields(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "name" -> name = textOr(name, value, parser);
        case "version" -> version = textOr(version, value, parser);
        case "license" -> license = licenses(value, parser);
        case "licenses" -> licenses = licenses(value, parser);
        default -> parser.skipChildren();
      }
    }
  }

  private static String textOr(String before, JsonToken value, JsonParser parser)
      throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return before;
  }

  /** {@code "MIT"}, {@code {"type": "MIT"}}, and lists of both. */
  private static List<String> licenses(JsonToken value, JsonParser parser) throws IOException {
    List<String> names = new ArrayList<>();
    int depth = 0;
    JsonToken token = value;
    while (true) {
      switch (token) {
        case START_OBJECT, START_ARRAY -> depth++;
        case END_OBJECT, END_ARRAY -> depth--;
        case FIELD_NAME -> {
          String field = parser.currentName();
          JsonToken inner = parser.nextToken();
          if (inner == JsonToken.VALUE_STRING) {
            if (field.equals("type") || field.equals("name")) {
              add(names, parser.getText());
            }
          } else {
            parser.skipChildren();
          }
        }
        case VALUE_STRING -> add(names, parser.getText());
        default -> {}
      }
      if (depth <= 0) {
        return names;
      }
      token = parser.nextToken();
      if (token == null) {
        return names;
      }
    }
  }

  private static void add(List<String> names, String name) {
    if (names.size() < 100) {
      names.addAll(Licenses.of(name));
    }
  }

  /** {@code left-pad} or {@code @scope/left-pad}: what npm lets anybody publish, in any case. */
  private static boolean isName(String name) {
    int start = 0;
    if (name.startsWith("@")) {
      start = name.indexOf('/') + 1;
      if (start < 3 || !isSegment(name.substring(1, start - 1))) {
        return false;
      }
    }
    return isSegment(name.substring(start));
  }

  private static boolean isSegment(String segment) {
    return !segment.isEmpty()
        && segment
            .chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '.'
                        || c == '_');
  }
}
