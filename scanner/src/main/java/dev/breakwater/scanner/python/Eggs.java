package dev.breakwater.scanner.python;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.zip.ZipBudget;
import dev.breakwater.scanner.zip.ZipStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Python eggs that are installed as one zip. */
public final class Eggs implements Analyzer {

  private static final int MAX_METADATA = 8 << 20;

  /** Reads eggs. */
  public Eggs() {}

  @Override
  public String id() {
    return "egg 1";
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    return file.path().endsWith(".egg") && head.startsWith((byte) 'P', (byte) 'K')
        ? Interest.stream((entry, content, findings) -> read(content, entry.path(), findings))
        : Interest.NONE;
  }

  /**
   * Reads the distribution in an egg.
   *
   * @param path of the egg, without a leading slash
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}, or that of
   *     the stream
   */
  public void read(InputStream egg, String path, Findings findings) throws IOException {
    ZipStream.Visitor metadata =
        new ZipStream.Visitor() {
          @Override
          public boolean wants(String name) {
            return name.equals("EGG-INFO/PKG-INFO");
          }

          @Override
          public void entry(String name, InputStream content) throws IOException {
            byte[] text = content.readNBytes(MAX_METADATA + 1);
            if (text.length > MAX_METADATA) {
              throw new LimitExceededException("bytes of metadata in an egg", MAX_METADATA);
            }
            Optional<InstalledPackage> found = PythonMetadata.read(text, path);
            if (found.isPresent()) {
              findings.add(Declared.checked(found.get()));
            }
          }
        };
    for (String difference : ZipStream.read(egg, new ZipBudget(), metadata)) {
      findings.add(new Problem(Problem.Kind.CONTRADICTION, path, "zip: " + difference));
    }
  }
}
