package dev.breakwater.scanner.binary;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.language.Declared;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Executables that say what they were built from. */
public final class Executables implements Analyzer {

  /** Reads all executables. */
  public Executables() {}

  @Override
  public String id() {
    return "executable 1";
  }

  /** Files that may be run, by their mode or as Windows sees it, in one of the known formats. */
  @Override
  public Interest interest(FileEntry file, Head head) {
    boolean runs = file.executable() || file.path().endsWith(".exe");
    return runs && isExecutable(head)
        ? Interest.stream(
            (entry, content, findings) -> {
              for (InstalledPackage found : read(content, entry.path())) {
                findings.add(Declared.checked(found));
              }
            })
        : Interest.NONE;
  }

  private static boolean isExecutable(Head head) {
    if (head.length() < 4) {
      return false;
    }
    int magic = 0;
    for (int i = 0; i < 4; i++) {
      magic = magic << 8 | (head.at(i) & 0xFF);
    }
    return switch (magic) {
      case 0x7F454C46, 0xFEEDFACE, 0xFEEDFACF, 0xCEFAEDFE, 0xCFFAEDFE -> true;
      default -> magic >>> 16 == 0x4D5A;
    };
  }

  /**
   * Reads the Go modules or Rust crates that an executable was built from, in one pass and with at
   * most some megabytes of memory, whatever its size.
   *
   * @param path of the file, without a leading slash
   * @return empty when it does not say
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}, or that of
   *     the stream
   */
  public static List<InstalledPackage> read(InputStream executable, String path)
      throws IOException {
    return BuildDataSearch.in(executable).stream()
        .map((Declared declared) -> declared.at(path))
        .toList();
  }
}
