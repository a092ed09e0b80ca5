package dev.breakwater.scanner.rpm;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.sqlite.Row;
import dev.breakwater.scanner.sqlite.SqliteFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A database of installed packages, of any of the three kinds that rpm has had: Berkeley DB, NDB or
 * SQLite. Which one it is, its first bytes say.
 */
final class RpmDatabase {

  private static final int MAX_PACKAGES = 100_000;
  private static final int MAX_FILES = 1_000_000;

  /**
   * A package and its files.
   *
   * @param installed what is known of it, the layer 0
   * @param ownedFiles its files without a leading slash; none for a package of a third party, whose
   *     files hide nothing
   */
  record RpmPackage(InstalledPackage installed, List<String> ownedFiles) {}

  private RpmDatabase() {}

  /**
   * Reads all packages but the keys that rpm keeps among them under the name {@code gpg-pubkey}.
   *
   * @param database the bytes of the file, which are not kept
   * @param path of the file in the image, without a leading slash; each package is given it
   * @param packages takes them in the order of the database, also those before a fault
   * @throws MalformedException when it is no such database, or anything in it is wrong
   * @throws LimitExceededException when there are more than 100,000 packages or 1,000,000 files, or
   *     something in it is too large
   */
  static void read(MemorySegment database, String path, Consumer<RpmPackage> packages)
      throws IOException {
    scan(database, path, new Packages(path, packages));
  }

  /**
   * Whether a file begins as a database does.
   *
   * @param start its first bytes, at least 16 when it has so many
   */
  static boolean matches(MemorySegment start) {
    return SqliteFile.matches(start)
        || NewDatabase.matches(start)
        || BerkeleyDatabase.matches(start);
  }

  private static void scan(MemorySegment database, String path, HeaderVisitor visitor)
      throws IOException {
    if (SqliteFile.matches(database)) {
      SqliteFile.open(database, HeaderVisitor.MAX_HEADER)
          .scan("Packages", row -> visitor.visit(header(row, path)));
    } else if (NewDatabase.matches(database)) {
      NewDatabase.scan(database, visitor);
    } else if (BerkeleyDatabase.matches(database)) {
      BerkeleyDatabase.scan(database, visitor);
    } else {
      throw new MalformedException(path + ": neither SQLite, NDB nor Berkeley DB");
    }
  }

  private static MemorySegment header(Row row, String path) throws MalformedException {
    if (row.columns().size() > 1
        && row.columns().get(1) instanceof Row.Value.Blob(MemorySegment header)) {
      return header;
    }
    throw new MalformedException("%s: row %d has no header".formatted(path, row.id()));
  }

  /** Turns headers into packages, and counts them. */
  private static final class Packages implements HeaderVisitor {

    private final String path;
    private final Consumer<RpmPackage> packages;
    private final Files files = new Files();
    private int count;

    Packages(String path, Consumer<RpmPackage> packages) {
      this.path = path;
      this.packages = packages;
    }

    @Override
    public void visit(MemorySegment bytes) throws IOException {
      if (++count > MAX_PACKAGES) {
        throw new LimitExceededException("packages in " + path, MAX_PACKAGES);
      }
      Header header = Header.of(bytes);
      String name = header.text(Tag.NAME);
      if (name.isEmpty()) {
        throw new MalformedException("%s: package %d has no name".formatted(path, count));
      }
      if (!name.equals("gpg-pubkey")) {
        packages.accept(installed(header, name));
      }
    }

    private RpmPackage installed(Header header, String name)
        throws MalformedException, LimitExceededException {
      long epoch = header.number(Tag.EPOCH);
      String release = header.text(Tag.RELEASE);
      String version = SourceRpm.version(epoch, header.text(Tag.VERSION), release);
      String license = given(header.text(Tag.LICENSE));
      Origin origin = Vendor.origin(given(header.text(Tag.VENDOR)), release);
      return new RpmPackage(
          new InstalledPackage(
              PackageType.RPM,
              name,
              version,
              header.text(Tag.ARCH),
              SourceRpm.parse(header.text(Tag.SOURCERPM), epoch, name, version),
              stream(header.text(Tag.MODULARITYLABEL)),
              origin,
              license.isEmpty() ? List.of() : List.of(license),
              path,
              0),
          origin == Origin.DISTRIBUTION ? files.of(header) : List.of());
    }
  }

  /** rpm writes {@code (none)} for what is not there, and some builders store that. */
  private static String given(String text) {
    return text.equals("(none)") ? "" : text;
  }

  /** {@code nodejs:18:8070020230101:9edba152:x86_64} names the stream {@code nodejs:18}. */
  private static String stream(String label) {
    int first = label.indexOf(':');
    int second = first < 0 ? -1 : label.indexOf(':', first + 1);
    return second < 0 ? "" : label.substring(0, second);
  }

  /** Joins folders and names of files, all packages of a database together within a limit. */
  private static final class Files {

    private static final int MAX_PATH = 4096;

    private int count;

    List<String> of(Header header) throws MalformedException, LimitExceededException {
      List<String> folders = header.texts(Tag.DIRNAMES);
      List<String> names = header.texts(Tag.BASENAMES);
      if (header.count(Tag.DIRINDEXES) != names.size()) {
        throw new MalformedException(
            "header of rpm: %d folders for %d files"
                .formatted(header.count(Tag.DIRINDEXES), names.size()));
      }
      count += names.size();
      if (count > MAX_FILES) {
        throw new LimitExceededException("files in a database of rpm", MAX_FILES);
      }
      List<String> files = new ArrayList<>(names.size());
      for (int i = 0; i < names.size(); i++) {
        long folder = header.number(Tag.DIRINDEXES, i);
        if (folder >= folders.size()) {
          throw new MalformedException(
              "header of rpm: folder %d of %d".formatted(folder, folders.size()));
        }
        files.add(joined(folders.get((int) folder), names.get(i)));
      }
      return files;
    }

    private static String joined(String folder, String name) throws LimitExceededException {
      if (folder.length() + name.length() > MAX_PATH) {
        throw new LimitExceededException("characters of a path", MAX_PATH);
      }
      return (folder.startsWith("/") ? folder.substring(1) : folder).concat(name);
    }
  }
}
