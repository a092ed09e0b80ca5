package dev.breakwater.scanner.conda;

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
import java.util.Optional;

/**
 * The record of a package that conda has installed: {@code conda-meta/NAME-VERSION-BUILD.json} of
 * each environment. It lists all files of the package, so it is read token by token.
 */
public final class CondaMeta {

  private static final int MAX_SIZE = 32 << 20;

  private String name = "";
  private String version = "";
  private String license = "";

  private CondaMeta() {}

  /** Finds installed packages in the files of an image. */
  public static Analyzer analyzer() {
    return new PackageFiles(
        "conda 1",
        CondaMeta::recognises,
        MAX_SIZE,
        (json, path) -> read(json, path).stream().toList());
  }

  /** Whether this is the record of an installed package. */
  public static boolean recognises(String path) {
    int folder = path.startsWith("conda-meta/") ? 0 : path.indexOf("/conda-meta/") + 1;
    if (!path.startsWith("conda-meta/", folder) || !path.endsWith(".json")) {
      return false;
    }
    String file = path.substring(folder + "conda-meta/".length());
    int dash = file.indexOf('-');
    return file.indexOf('/') < 0 && dash > 0 && file.indexOf('-', dash + 1) > 0;
  }

  /**
   * Reads the package that the file records.
   *
   * @param path of the file, without a leading slash
   * @return empty when it has no name or no version
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}
   */
  public static Optional<InstalledPackage> read(byte[] json, String path) throws IOException {
    CondaMeta found = new CondaMeta();
    Json.read(
        json,
        "conda-meta",
        parser -> {
          found.readFields(parser);
          return found;
        });
    return found.name.isEmpty() || found.version.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Declared(PackageType.CONDA, found.name, found.version, Licenses.of(found.license))
                .at(path));
  }

  private void readFields(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        parser.skipChildren();
        continue;
      }
      switch (field) {
        case "name" -> name = parser.getText();
        case "version" -> version = parser.getText();
        case "license" -> license = parser.getText();
        default -> {}
      }
    }
  }
}
