package dev.breakwater.cli.manifests;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.manifest.ManifestReader;
import dev.breakwater.engine.manifest.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the files that a user named.
 *
 * <p>A folder stands for the {@code .yaml}, {@code .yml} and {@code .json} files below it, hidden
 * ones left out; what is no Kubernetes object is passed over there, and a mistake in a file that
 * was named itself.
 */
public final class ManifestFiles {
  /** The path that stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final int MAX_DEPTH = 64;

  private final InputStream standardInput;
  private final List<KubernetesObject> objects = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> read = new HashSet<>();

  private ManifestFiles(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /**
   * What the files hold.
   *
   * @param objects in the order of the arguments; those of a folder by name of their file
   * @param problems what cannot be judged, each as {@code file:line: message}
   */
  public record Content(List<KubernetesObject> objects, List<String> problems) {}

  /** Reads {@code paths}: files, folders, {@code -} for {@code standardInput}. Each file once. */
  public static Content read(List<String> paths, InputStream standardInput) {
    ManifestFiles files = new ManifestFiles(standardInput);
    paths.forEach(files::add);
    return new Content(List.copyOf(files.objects), List.copyOf(files.problems));
  }

  private void add(String path) {
    try {
      if (path.equals(STANDARD_INPUT)) {
        if (read.add(path)) {
          keep(ManifestReader.read(standardInput.readAllBytes(), path), true);
        }
      } else if (Files.isDirectory(Path.of(path))) {
        for (Path file : filesBelow(Path.of(path))) {
          add(file, false);
        }
      } else {
        add(Path.of(path), true);
      }
    } catch (java.nio.file.InvalidPathException | IOException e) {
      unreadable(path, e);
    }
  }

  private void add(Path file, boolean named) {
    if (!read.add(file.normalize().toString())) {
      return;
    }
    try {
      keep(ManifestReader.read(Files.readAllBytes(file), file.toString()), named);
    } catch (IOException e) {
      unreadable(file.toString(), e);
    }
  }

  private void keep(Manifests manifests, boolean named) {
    objects.addAll(manifests.objects());
    manifests.problems().forEach(problem -> problems.add(problem.toString()));
    if (named) {
      manifests.ignored().forEach(problem -> problems.add(problem.toString()));
    }
  }

  private void unreadable(String path, Exception failure) {
    problems.add(
        failure instanceof NoSuchFileException
            ? path + ": does not exist: correct the path"
            : path + ": cannot be read: " + failure.getMessage());
  }

  private List<Path> filesBelow(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(folder) && isHidden(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file) && isManifest(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // A link that leads in a circle, or nowhere: what it leads to is read elsewhere, or
            // not.
            if (!Files.isSymbolicLink(file)) {
              unreadable(file.toString(), failure);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private static boolean isManifest(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }
}
