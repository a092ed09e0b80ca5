package dev.breakwater.scanner.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.scanner.advisory.OsvParser.PackageKey;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Collects OSV records from files, folders and zips. */
final class OsvReader {
  private static final int LARGEST_RECORD = 16 << 20;
  private static final int MOST_RECORDS = 5_000_000;
  private static final int MOST_UNREADABLE = 20;

  private final Map<String, Map<String, List<OsvAffected>>> byEcosystem = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private Instant newest = Instant.EPOCH;
  private int records;

  OsvAdvisories advisories() {
    byEcosystem.values().forEach(packages -> packages.replaceAll((name, all) -> List.copyOf(all)));
    return new OsvAdvisories(byEcosystem, newest, records, unreadable);
  }

  void read(Path path) throws IOException {
    int before = records;
    if (Files.isDirectory(path)) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(path)) {
        files = walk.filter(file -> isRecordName(file.toString())).sorted().toList();
      }
      for (Path file : files) {
        tolerant(file.toString(), () -> record(file));
      }
    } else if (isZip(path)) {
      zip(path);
    } else {
      record(path);
    }
    if (records == before) {
      throw new MalformedException(
          "%s: no OSV record%s"
              .formatted(path, unreadable.isEmpty() ? "" : "; " + unreadable.getFirst()));
    }
  }

  private void zip(Path path) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (isRecordName(entry.getName())) {
          tolerant(
              path + "!" + entry.getName(),
              () -> {
                try (InputStream in = zip.getInputStream(entry)) {
                  record(in, entry.getName());
                }
              });
        }
      }
    }
  }

  private interface Reading {
    void run() throws IOException;
  }

  /** One bad file among thousands must not hide the others. */
  private void tolerant(String place, Reading reading) throws IOException {
    try {
      reading.run();
    } catch (MalformedException | LimitExceededException e) {
      if (records >= MOST_RECORDS) {
        throw e;
      }
      if (unreadable.size() < MOST_UNREADABLE) {
        unreadable.add(place + ": " + e.getMessage());
      }
    }
  }

  private void record(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      record(in, file.toString());
    }
  }

  private void record(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST_RECORD + 1);
    if (bytes.length > LARGEST_RECORD) {
      throw new LimitExceededException("bytes of one OSV record", LARGEST_RECORD);
    }
    JsonNode json = isYaml(name) ? Yaml.read(bytes, name) : Json.read(bytes, name);
    if (OsvParser.isRecord(json)) {
      if (++records > MOST_RECORDS) {
        throw new LimitExceededException("OSV records", MOST_RECORDS);
      }
      Json.instant(json, "modified").filter(newest::isBefore).ifPresent(time -> newest = time);
      OsvParser.read(json, this::add);
    }
  }

  private void add(PackageKey key, OsvAffected affected) {
    String name = Spelling.inOsv(key.ecosystem()).of(key.name());
    byEcosystem
        .computeIfAbsent(same(key.ecosystem()), ecosystem -> new HashMap<>())
        .computeIfAbsent(same(name), _ -> new ArrayList<>(1))
        .add(affected);
  }

  /** One copy of each name, however many records have it. */
  private String same(String text) {
    return texts.computeIfAbsent(text, first -> first);
  }

  private static boolean isRecordName(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".json") || isYaml(name);
  }

  private static boolean isYaml(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml");
  }

  private static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 'P' && in.read() == 'K';
    }
  }
}
