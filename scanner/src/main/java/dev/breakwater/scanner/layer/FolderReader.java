package dev.breakwater.scanner.layer;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.limit.Deadline;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.limit.TimeLimitException;
import dev.breakwater.scanner.tar.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Walks an unpacked file system in place of an archive. */
final class FolderReader {
  /** Without the permission bits of Unix nothing can be said about executables: all may be. */
  private static final int UNKNOWN_MODE = 0755;

  private final Path root;
  private final LayerCollector layer;
  private final LayerReader reader;
  private final Limits limits;
  private final Deadline deadline;
  private final Content content = Content.of(InputStream.nullInputStream(), 0);
  private int files;

  FolderReader(
      Path root, LayerCollector layer, LayerReader reader, Limits limits, Deadline deadline) {
    this.root = root;
    this.layer = layer;
    this.reader = reader;
    this.limits = limits;
    this.deadline = deadline;
  }

  void read() throws IOException {
    if (!Files.isDirectory(root)) {
      throw new NoSuchFileException(root.toString(), null, "is not a folder");
    }
    try {
      Files.walkFileTree(root, new Visitor());
    } catch (LimitExceededException e) {
      layer.cut(String.valueOf(e.getMessage()));
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      deadline.check();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      deadline.check();
      if (++files > limits.headers()) {
        throw new LimitExceededException("files of a folder", limits.headers());
      }
      String path = pathOf(file);
      try {
        if (attributes.isSymbolicLink()) {
          layer.addLink(files, path, Files.readSymbolicLink(file).toString());
        } else if (attributes.isRegularFile()) {
          visitContent(file, path, attributes.size());
        }
      } catch (TimeLimitException e) {
        throw e;
      } catch (IOException e) {
        unreadable(path, e);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      unreadable(pathOf(file), e);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      if (e != null) {
        unreadable(pathOf(folder), e);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private void visitContent(Path file, String path, long size) throws IOException {
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      content.reuse(in, size);
      reader.readFile(files, path, mode(file), content);
    }
  }

  private static int mode(Path file) throws IOException {
    try {
      return (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    } catch (UnsupportedOperationException e) {
      return UNKNOWN_MODE;
    }
  }

  private void unreadable(String path, IOException e) {
    layer.add(
        new Problem(
            Problem.Kind.NOT_ASSESSED, path, "cannot be read: " + e.getClass().getSimpleName()));
  }

  private String pathOf(Path file) {
    return LayerPath.normalise(root.relativize(file).toString());
  }
}
