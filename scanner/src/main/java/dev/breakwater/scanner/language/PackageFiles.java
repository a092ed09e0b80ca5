package dev.breakwater.scanner.language;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * An analyzer of small files, each of which declares packages.
 *
 * @param id its name and the version of its rules
 * @param paths which files it reads
 * @param limit the most bytes of such a file
 * @param reader what reads one
 */
public record PackageFiles(String id, Predicate<String> paths, int limit, Reader reader)
    implements Analyzer {

  /** Reads what a file declares. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads the content of the file at {@code path}.
     *
     * @throws IOException a {@code MalformedException} or {@code LimitExceededException}
     */
    Collection<InstalledPackage> read(byte[] content, String path) throws IOException;
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    return paths.test(file.path())
        ? Interest.whole(
            limit,
            (entry, content, findings) -> {
              for (InstalledPackage found : reader.read(content, entry.path())) {
                findings.add(Declared.checked(found));
              }
            })
        : Interest.NONE;
  }
}
