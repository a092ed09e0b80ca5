package dev.breakwater.scanner.layer;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.tar.Content;
import dev.breakwater.scanner.tar.TarEntry;
import dev.breakwater.scanner.tar.TarReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the entries of one layer as they come. */
final class LayerReader {
  /** Marks a deleted path: the prefix of its last segment (OCI image-spec, layer.md). */
  private static final String WHITEOUT = ".wh.";

  private static final String OPAQUE = ".wh..wh..opq";

  /** Book-keeping of AUFS, which is in no file system. */
  private static final String METADATA = ".wh..wh.";

  private final List<Analyzer> analyzers;
  private final SystemFiles systemFiles;
  private final Limits limits;
  private final LayerCollector layer;
  private final Dispatch dispatch;
  private final Head head = new Head();
  private final Head noHead = new Head();
  private final Map<String, List<FileEntry>> secondReading = new HashMap<>();
  private int number;

  LayerReader(
      List<Analyzer> analyzers,
      SystemFiles systemFiles,
      Limits limits,
      LayerCollector layer,
      Dispatch dispatch) {
    this.analyzers = analyzers;
    this.systemFiles = systemFiles;
    this.limits = limits;
    this.layer = layer;
    this.dispatch = dispatch;
  }

  /** Reads all entries. */
  void read(TarReader tar) throws IOException {
    Optional<TarEntry> next = tar.next();
    while (next.isPresent()) {
      TarEntry entry = next.get();
      number++;
      if (entry.name().length() > limits.pathLength()) {
        layer.cut("a path of more than %,d characters".formatted(limits.pathLength()));
      } else {
        read(entry, LayerPath.normalise(entry.name()), tar.content());
      }
      next = tar.next();
    }
  }

  private void read(TarEntry entry, String path, Content content) throws IOException {
    String name = LayerPath.name(path);
    if (name.startsWith(WHITEOUT)) {
      readMarker(path, name);
      return;
    }
    if (path.isEmpty()) {
      return;
    }
    switch (entry.kind()) {
      case FILE -> readFile(number, path, entry.mode(), content);
      case FOLDER -> layer.index().addFolder(path, number);
      case SYMBOLIC_LINK -> layer.addLink(number, path, entry.linkTarget());
      case HARD_LINK -> readHardLink(path, LayerPath.normalise(entry.linkTarget()), entry.mode());
      case SPARSE_FILE -> {
        layer.index().addOther(path, number);
        layer.add(new Problem(Problem.Kind.NOT_ASSESSED, path, "a sparse file is not read"));
      }
      case OTHER -> layer.index().addOther(path, number);
    }
  }

  private void readMarker(String path, String name) {
    String folder = LayerPath.parent(path);
    String deleted = name.substring(WHITEOUT.length());
    if (name.equals(OPAQUE)) {
      layer.addOpaque(folder);
    } else if (deleted.isEmpty() || deleted.equals(".") || deleted.equals("..")) {
      layer.add(new Problem(Problem.Kind.MALFORMED, path, "a whiteout that names no file"));
    } else if (!name.startsWith(METADATA)) {
      layer.addWhiteout(folder.isEmpty() ? deleted : folder + "/" + deleted);
    }
  }

  /** Offers a file under its own path, and under those that it may stand for. */
  void readFile(int number, String path, int mode, Content content) throws IOException {
    layer.index().addFile(path, number, content.size());
    content.show(head);
    FileEntry file = new FileEntry(path, content.size(), mode);
    List<SystemFiles.Candidate> candidates = systemFiles.candidates(path);
    Optional<Findings> findings = ask(file);
    Map<String, Findings> standIns = new HashMap<>();
    for (SystemFiles.Candidate candidate : candidates) {
      FileEntry other = new FileEntry(candidate.path(), content.size(), mode);
      Findings found = standIns.getOrDefault(candidate.path(), new Findings(candidate.path()));
      if (dispatch.ask(candidate.analyzer(), other, head, found)) {
        standIns.put(candidate.path(), found);
      }
    }
    dispatch.serve(content);
    findings.ifPresent(found -> layer.add(number, path, "", found));
    standIns.forEach((systemFile, found) -> layer.add(number, path, systemFile, found));
  }

  private Optional<Findings> ask(FileEntry file) {
    Optional<Findings> findings = Optional.empty();
    Findings shared = new Findings(file.path());
    for (Analyzer analyzer : analyzers) {
      if (dispatch.ask(analyzer, file, head, shared)) {
        findings = Optional.of(shared);
      }
    }
    return findings;
  }

  /** A file that looks interesting only under this name has to be read once more. */
  private void readHardLink(String path, String target, int mode) {
    long size = layer.index().size(target);
    if (size < 0) {
      layer.index().addOther(path, number);
    } else {
      layer.index().addFile(path, number, size);
      FileEntry link = new FileEntry(path, size, mode);
      FileEntry original = new FileEntry(target, size, mode);
      boolean more = false;
      for (Analyzer analyzer : analyzers) {
        more |=
            Dispatch.wouldRead(analyzer, link, noHead)
                && !Dispatch.wouldRead(analyzer, original, noHead);
      }
      if (more) {
        secondReading.computeIfAbsent(target, first -> new ArrayList<>()).add(link);
      }
    }
    layer.addHardLink(number, path, target);
  }

  /** Whether {@link #readAgain} has something to do. */
  boolean wantsMore() {
    return !secondReading.isEmpty();
  }

  /** Reads the files that hard links gave a more interesting name. */
  void readAgain(TarReader tar) throws IOException {
    int at = 0;
    Optional<TarEntry> next = tar.next();
    while (next.isPresent() && !secondReading.isEmpty()) {
      at++;
      TarEntry entry = next.get();
      String path = LayerPath.normalise(entry.name());
      List<FileEntry> names = secondReading.getOrDefault(path, List.of());
      if (entry.kind() == TarEntry.Kind.FILE
          && !names.isEmpty()
          && layer.index().isLast(path, at)) {
        secondReading.remove(path);
        readAs(names, tar.content());
      }
      next = tar.next();
    }
  }

  private void readAs(List<FileEntry> names, Content content) throws IOException {
    content.show(head);
    Map<String, Findings> all = new HashMap<>();
    for (FileEntry name : names) {
      ask(name).ifPresent(findings -> all.put(name.path(), findings));
    }
    dispatch.serve(content);
    all.forEach((path, findings) -> layer.add(layer.index().number(path), path, "", findings));
  }
}
