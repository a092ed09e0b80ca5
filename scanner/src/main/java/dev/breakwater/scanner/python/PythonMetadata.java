package dev.breakwater.scanner.python;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Licenses;
import dev.breakwater.scanner.language.PackageFiles;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The metadata of an installed Python distribution (<a
 * href="https://packaging.python.org/en/latest/specifications/core-metadata/">core metadata</a>):
 * header fields as in mail, then an empty line and the description.
 */
public final class PythonMetadata {

  private static final int MAX_SIZE = 8 << 20;

  private static final int MAX_FIELDS = 100_000;

  private static final String LICENSE_CLASSIFIER = "License :: ";

  private String name = "";
  private String version = "";
  private String license = "";
  private String expression = "";
  private final List<String> classifiers = new ArrayList<>();

  private PythonMetadata() {}

  /** Finds installed distributions in the files of an image. */
  public static Analyzer analyzer() {
    return new PackageFiles(
        "python 1",
        PythonMetadata::recognises,
        MAX_SIZE,
        (text, path) -> read(text, path).stream().toList());
  }

  /** Whether this is a file that {@link #read} understands: of a wheel, or of an unpacked egg. */
  public static boolean recognises(String path) {
    return path.endsWith(".dist-info/METADATA")
        || path.endsWith(".egg-info")
        || path.endsWith(".egg-info/PKG-INFO")
        || path.endsWith(".egg-info/METADATA")
        || path.endsWith("EGG-INFO/PKG-INFO");
  }

  /**
   * Reads the distribution that the file describes.
   *
   * @param path of the file, without a leading slash
   * @return empty when it has no name or no version
   * @throws LimitExceededException at more than 100,000 header fields
   */
  public static Optional<InstalledPackage> read(byte[] metadata, String path)
      throws LimitExceededException {
    PythonMetadata found = new PythonMetadata();
    found.readFields(metadata);
    if (found.name.isEmpty() || found.version.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Declared(PackageType.PYPI, found.name, found.version, found.licenses()).at(path));
  }

  /** An SPDX expression replaces all else; classifiers are more exact than the old free text. */
  private List<String> licenses() {
    if (!expression.isEmpty()) {
      return Licenses.of(expression);
    }
    return classifiers.isEmpty() ? Licenses.of(license) : classifiers;
  }

  private void readFields(byte[] bytes) throws LimitExceededException {
    StringBuilder field = new StringBuilder();
    int fields = 0;
    for (int start = bytes.length > 2 && bytes[0] == (byte) 0xEF ? 3 : 0; start < bytes.length; ) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      String line = new String(bytes, start, end - start, StandardCharsets.UTF_8).stripTrailing();
      boolean continues = bytes[start] == ' ' || bytes[start] == '\t';
      start = end + 1;
      if (continues) {
        field.append('\n').append(line.strip());
        continue;
      }
      keep(field.toString());
      field.setLength(0);
      if (line.isEmpty()) {
        return;
      }
      if (++fields > MAX_FIELDS) {
        throw new LimitExceededException("fields of Python metadata", MAX_FIELDS);
      }
      field.append(line);
    }
    keep(field.toString());
  }

  private void keep(String field) {
    int colon = field.indexOf(':');
    if (colon < 0) {
      return;
    }
    String value = field.substring(colon + 1).strip();
    switch (field.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
      case "name" -> name = name.isEmpty() ? value : name;
      case "version" -> version = version.isEmpty() ? value : version;
      case "license" -> license = license.isEmpty() ? value : license;
      case "license-expression" -> expression = expression.isEmpty() ? value : expression;
      case "classifier" -> keepClassifier(value);
      default -> {}
    }
  }

  /** {@code License :: OSI Approved :: MIT License}; {@code OSI Approved} alone names none. */
  private void keepClassifier(String value) {
    String last =
        value.substring(value.lastIndexOf(" :: ") < 0 ? 0 : value.lastIndexOf(" :: ") + 4);
    if (value.startsWith(LICENSE_CLASSIFIER) && !last.equals("OSI Approved")) {
      classifiers.addAll(Licenses.of(last));
    }
  }
}
