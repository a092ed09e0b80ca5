package dev.breakwater.scanner.cache;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of a cache. Failing to write is no reason to fail a scan: it is told in the usage. */
final class CacheFolder {
  private static final String UNFINISHED = ".tmp";

  /** Nobody writes that long; what is older was left by a process that died. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;
  private final long mostBytes;
  private Optional<Set<String>> inUse = Optional.empty();
  private Optional<String> lastFailure = Optional.empty();
  private long bytes = -1;

  private record Stored(Path path, String name, long size, FileTime modified) {}

  CacheFolder(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  Optional<byte[]> read(String name) {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(name)));
    } catch (IOException | OutOfMemoryError e) {
      return Optional.empty();
    }
  }

  void write(String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Path beside = Files.createTempFile(folder, "facts", UNFINISHED);
      try {
        Files.write(beside, content);
        Files.move(
            beside,
            folder.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
      written(content.length);
    } catch (IOException e) {
      failed(e);
    }
  }

  synchronized void use(Set<String> names) {
    inUse = Optional.of(Set.copyOf(names));
  }

  synchronized void sweep() {
    if (inUse.isPresent()) {
      Set<String> keep = inUse.get();
      Instant abandoned = Instant.now().minus(ABANDONED);
      List<Stored> files = files();
      bytes = files.stream().mapToLong(Stored::size).sum();
      for (Stored file : files) {
        boolean unfinished = file.name().endsWith(UNFINISHED);
        boolean old = file.modified().toInstant().isBefore(abandoned);
        if (unfinished ? old : !keep.contains(file.name())) {
          delete(file);
        }
      }
    }
  }

  synchronized CacheUsage usage() {
    return new CacheUsage(size(), mostBytes, lastFailure);
  }

  private synchronized void written(long size) {
    lastFailure = Optional.empty();
    bytes = size() + (bytes < 0 ? 0 : size);
    if (bytes > mostBytes && inUse.isPresent()) {
      evict(inUse.get());
    }
  }

  private void evict(Set<String> keep) {
    List<Stored> files = new ArrayList<>(files());
    bytes = files.stream().mapToLong(Stored::size).sum();
    files.removeIf(file -> keep.contains(file.name()) || file.name().endsWith(UNFINISHED));
    files.sort(Comparator.comparing(Stored::modified));
    for (Stored file : files) {
      if (bytes <= mostBytes) {
        return;
      }
      delete(file);
    }
  }

  private void delete(Stored file) {
    try {
      Files.deleteIfExists(file.path());
      bytes -= file.size();
    } catch (IOException e) {
      failed(e);
    }
  }

  private long size() {
    return bytes < 0 ? files().stream().mapToLong(Stored::size).sum() : bytes;
  }

  private synchronized void failed(Exception e) {
    lastFailure = Optional.of(e.toString());
  }

  private List<Stored> files() {
    List<Stored> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        stored(file).ifPresent(files::add);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      failed(e);
    } catch (IOException e) {
      failed(e);
    }
    return files;
  }

  /** Another process may have deleted it meanwhile. */
  private static Optional<Stored> stored(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new Stored(
                  file,
                  String.valueOf(file.getFileName()),
                  attributes.size(),
                  attributes.lastModifiedTime()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
