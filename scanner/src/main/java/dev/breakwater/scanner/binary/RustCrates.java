package dev.breakwater.scanner.binary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The crates that a Rust executable was built from, as <a
 * href="https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md">cargo-auditable</a>
 * writes them: JSON, compressed by zlib. Crates that only built it are left out.
 */
final class RustCrates {

  private static final int MAX_JSON = 8 << 20;

  /** How the JSON begins; no white space is ever written. */
  private static final String START = "{\"packages\":";

  private RustCrates() {}

  /**
   * Whether this could be the beginning of the data: it inflates to the right first characters. The
   * tables of codes that come before them have at most about 300 bytes.
   */
  static boolean mayStart(byte[] buffer, int from, int length) {
    if (!isPossible(buffer, from, length)) {
      return false;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(buffer, from, length);
      byte[] start = new byte[START.length()];
      return inflater.inflate(start) == start.length
          && new String(start, StandardCharsets.ISO_8859_1).equals(START);
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }

  /**
   * What an inflater would refuse at its first look, without making one: a dictionary that nobody
   * has (RFC 1950, 2.2), and the headers of blocks that are none (RFC 1951, 3.2.3 to 3.2.7). Of the
   * places that look like zlib few are left.
   */
  private static boolean isPossible(byte[] buffer, int from, int length) {
    if (length < 7 || (buffer[from + 1] & 0x20) != 0) {
      return false;
    }
    int first = buffer[from + 2];
    return switch (first >> 1 & 3) {
      case 0 -> buffer[from + 3] == ~buffer[from + 5] && buffer[from + 4] == ~buffer[from + 6];
      case 1 -> true;
      case 2 -> (first >> 3 & 31) <= 29 && (buffer[from + 3] & 31) <= 29;
      default -> false;
    };
  }

  /**
   * Inflates the data.
   *
   * @param compressed may be longer than the data
   * @return the JSON; empty when it is broken or cut
   * @throws LimitExceededException at more than 8 MiB, which is cargo-auditable's own limit
   */
  static byte[] inflate(byte[] compressed) throws LimitExceededException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      byte[] part = new byte[16 << 10];
      while (!inflater.finished()) {
        int length = inflater.inflate(part);
        if (length == 0 && !inflater.finished()) {
          return new byte[0];
        }
        json.write(part, 0, length);
        if (json.size() > MAX_JSON) {
          throw new LimitExceededException("bytes of cargo-auditable data", MAX_JSON);
        }
      }
      return json.toByteArray();
    } catch (DataFormatException e) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }

  /**
   * Reads the crates.
   *
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}
   */
  static Set<Declared> of(byte[] json) throws IOException {
    Set<Declared> found = new LinkedHashSet<>();
    for (JsonNode each : Json.tree(json, "cargo-auditable").path("packages")) {
      String name = Json.text(each, "name");
      String version = Json.text(each, "version");
      String kind = Json.text(each, "kind");
      if (!name.isEmpty() && !version.isEmpty() && (kind.isEmpty() || kind.equals("runtime"))) {
        found.add(new Declared(PackageType.CARGO, name, version));
      }
    }
    return found;
  }
}
