package dev.breakwater.scanner.java;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.zip.ZipBudget;
import dev.breakwater.scanner.zip.ZipStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * One Java archive: which artifacts it contains, by what Maven has packed into it and into the
 * archives inside. One that names itself nowhere is identified by its manifest, its bytes or its
 * file name.
 */
final class JavaArchive implements ZipStream.Visitor {

  private static final Set<String> SUFFIXES = Set.of(".jar", ".war", ".ear", ".par");

  private static final int MAX_DEPTH = 6;

  private static final int MAX_ARTIFACTS = 50_000;

  private static final int MAX_PROPERTIES = 1 << 20;

  private static final int MAX_MANIFEST = 8 << 20;

  private final String path;
  private final int depth;
  private final ZipBudget budget;
  private final Optional<JavaIndex> index;
  private final Findings findings;

  private final List<Artifact> artifacts = new ArrayList<>();
  private Manifest manifest = Manifest.none();

  private JavaArchive(
      String path, int depth, ZipBudget budget, Optional<JavaIndex> index, Findings findings) {
    this.path = path;
    this.depth = depth;
    this.budget = budget;
    this.index = index;
    this.findings = findings;
  }

  static boolean isArchive(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/')
        && SUFFIXES.contains(path.substring(dot).toLowerCase(Locale.ROOT));
  }

  /**
   * Reads an archive and those inside it.
   *
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}, or that of
   *     the stream; what was found before is in {@code findings}
   */
  static void read(InputStream archive, String path, Optional<JavaIndex> index, Findings findings)
      throws IOException {
    ZipBudget budget = new ZipBudget();
    new JavaArchive(path, 0, budget, index, findings).readTo(archive);
  }

  private void readTo(InputStream archive) throws IOException {
    Optional<MessageDigest> digest = index.map(given -> sha1());
    InputStream content =
        digest.isPresent() ? new DigestInputStream(archive, digest.get()) : archive;
    try {
      List<String> differences =
          depth == 0
              ? ZipStream.read(content, budget, this)
              : ZipStream.readNested(content, budget, this);
      for (String difference : differences) {
        problem(Problem.Kind.CONTRADICTION, path, "zip: " + difference);
      }
      identify(digest);
    } finally {
      report();
    }
  }

  @Override
  public boolean wants(String name) {
    return isPomProperties(name) || isManifest(name) || isArchive(name);
  }

  @Override
  public void entry(String name, InputStream content) throws IOException {
    if (isPomProperties(name)) {
      Artifact artifact = PomProperties.read(whole(content, MAX_PROPERTIES, name));
      if (artifacts.size() == MAX_ARTIFACTS) {
        throw new LimitExceededException("artifacts in " + path, MAX_ARTIFACTS);
      }
      if (artifact.isComplete()) {
        artifacts.add(artifact);
      }
    } else if (isManifest(name)) {
      manifest = Manifest.read(whole(content, MAX_MANIFEST, name));
    } else {
      nested(name, content);
    }
  }

  private static boolean isPomProperties(String name) {
    return name.equals("pom.properties") || name.endsWith("/pom.properties");
  }

  private static boolean isManifest(String name) {
    return name.equalsIgnoreCase("META-INF/MANIFEST.MF");
  }

  /** An archive inside that is broken is a problem of its own: the others are still read. */
  private void nested(String name, InputStream content) throws IOException {
    String inner = path + "/" + name;
    if (name.startsWith("/") || ("/" + name + "/").contains("/../")) {
      problem(Problem.Kind.MALFORMED, path, "zip: the entry %s leads outside".formatted(name));
    } else if (depth == MAX_DEPTH) {
      problem(
          Problem.Kind.LIMIT, inner, "more than %d archives inside each other".formatted(depth));
    } else {
      try {
        new JavaArchive(inner, depth + 1, budget, index, findings).readTo(content);
      } catch (MalformedException e) {
        problem(Problem.Kind.MALFORMED, inner, String.valueOf(e.getMessage()));
      }
    }
  }

  private void identify(Optional<MessageDigest> digest) throws IOException {
    Optional<Artifact> named = Artifact.ofFileName(path);
    if (named.isPresent() && artifacts.stream().anyMatch(found -> isSame(found, named.get()))) {
      return;
    }
    Optional<Artifact> own = manifest.artifact();
    if (index.isPresent()) {
      JavaIndex known = index.get();
      if (own.isPresent() && !known.exists(own.get().group(), own.get().artifact())) {
        own = Optional.empty();
      }
      if (own.isEmpty() && digest.isPresent()) {
        own = known.bySha1(HexFormat.of().formatHex(digest.get().digest()));
      }
      if (own.isEmpty() && named.isPresent()) {
        own =
            known
                .groupOf(named.get().artifact(), named.get().version())
                .map(group -> new Artifact(group, named.get().artifact(), named.get().version()));
      }
    }
    // Whatever it is, it is there: an archive is listed under its file name at least.
    if (own.isEmpty() && artifacts.isEmpty()) {
      own = named;
    }
    own.filter(found -> artifacts.stream().noneMatch(packed -> isSame(packed, found)))
        .ifPresent(artifacts::add);
  }

  /** A group is often guessed, and not part of a file's name. */
  private static boolean isSame(Artifact found, Artifact named) {
    return found.artifact().equals(named.artifact()) && found.version().equals(named.version());
  }

  /** Adds each artifact once: 2.17 and 2.17.0 are one version. */
  private void report() {
    record Key(String group, String artifact, ComparableVersion version) {}
    Set<Key> reported = new HashSet<>();
    List<String> licenses = artifacts.size() == 1 ? manifest.licenses() : List.of();
    for (Artifact artifact : artifacts) {
      ComparableVersion version = new ComparableVersion(artifact.version());
      if (reported.add(new Key(artifact.group(), artifact.artifact(), version))) {
        findings.add(artifact.declared(licenses).at(path));
      }
    }
    artifacts.clear();
  }

  private byte[] whole(InputStream content, int limit, String name) throws IOException {
    byte[] bytes = content.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new LimitExceededException("bytes of %s in %s".formatted(name, path), limit);
    }
    return bytes;
  }

  private void problem(Problem.Kind kind, String where, String message) {
    findings.add(new Problem(kind, where, message));
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 is part of every Java", e);
    }
  }
}
