package dev.breakwater.cli.fs;

import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.lockfile.LockFiles;
import dev.breakwater.scanner.lockfile.SourceTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source tree on disk: its lock files, and the files around them.
 *
 * <p>A symbolic link to a file counts as that file while it stays inside of the tree; links to
 * folders are not followed.
 */
public final class SourceFolder implements SourceTree {
  /** Folders of installed packages: what is in use of them is named by the tree's own lock file. */
  private static final Set<String> INSTALLED = Set.of("node_modules", "vendor");

  private final Path root;
  private final List<String> lockFiles = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private SourceFolder(Path root) {
    this.root = root;
  }

  /**
   * What the lock files below {@code folder} say; one that cannot be read is a problem in the
   * facts.
   *
   * @throws IOException when the folder itself cannot be read
   */
  public static ImageFacts read(Path folder) throws IOException {
    SourceFolder tree = new SourceFolder(folder.toRealPath());
    Files.walkFileTree(tree.root, tree.new Visitor());
    tree.lockFiles.sort(null);
    List<InstalledPackage> packages = new ArrayList<>();
    for (String path : tree.lockFiles) {
      packages.addAll(tree.packages(path));
    }
    return ImageFacts.withoutImage(Optional.empty(), packages, List.of(), tree.problems);
  }

  private List<InstalledPackage> packages(String path) {
    try {
      Optional<byte[]> content = file(path);
      if (content.isPresent()) {
        return LockFiles.read(content.get(), path, this);
      }
      problem(
          Problem.Kind.LIMIT,
          path,
          "is no file of this folder, or larger than %,d bytes".formatted(LockFiles.MAX_SIZE));
    } catch (LimitExceededException e) {
      problem(Problem.Kind.LIMIT, path, String.valueOf(e.getMessage()));
    } catch (MalformedException e) {
      problem(Problem.Kind.MALFORMED, path, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      unreadable(path, e);
    }
    return List.of();
  }

  @Override
  public Optional<byte[]> file(String path) throws IOException {
    Path file = root.resolve(path);
    if (!Files.isRegularFile(file)
        || !file.toRealPath().startsWith(root)
        || Files.size(file) > LockFiles.MAX_SIZE) {
      return Optional.empty();
    }
    return Optional.of(Files.readAllBytes(file));
  }

  private void unreadable(String path, IOException failure) {
    problem(
        Problem.Kind.NOT_ASSESSED, path, "cannot be read: " + failure.getClass().getSimpleName());
  }

  private void problem(Problem.Kind kind, String path, String message) {
    problems.add(new Problem(kind, path, message));
  }

  private String path(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      return !folder.equals(root) && (name.startsWith(".") || INSTALLED.contains(name))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = path(file);
      if (LockFiles.recognises(path) && !attributes.isOther() && !Files.isDirectory(file)) {
        lockFiles.add(path);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      unreadable(path(file), failure);
      return FileVisitResult.CONTINUE;
    }
  }
}
