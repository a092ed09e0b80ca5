package dev.breakwater.cli.registry;

import dev.breakwater.cli.cache.CacheFolders;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.java.TrivyJavaIndex;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which image of an index is wanted, and which registries may be asked. */
public final class PullOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH[/VARIANT]",
      defaultValue = "",
      description = "Which image of an index to read. Default: linux/amd64.")
  private String platform = "";

  @Option(
      names = "--offline",
      description = "Ask no registry: the image has to be local, or known by its digest.")
  private boolean offline;

  @Option(
      names = "--insecure",
      paramLabel = "HOST",
      description =
          "A registry, with its port, that may be asked over http or with any certificate. Several"
              + " times for several.")
  private Set<String> insecure = Set.of();

  @Option(
      names = "--base",
      paramLabel = "REFERENCE",
      description =
          "An image that others may be built on: its manifest is read, and layers in common are the"
              + " proof that policies with source.baseImages want. Several times for several.")
  private List<String> bases = List.of();

  @Option(
      names = "--java-db",
      paramLabel = "PATH",
      defaultValue = "",
      description =
          "The index of Java archives: trivy-java.db, a folder that holds it, or the packed"
              + " archive. Default: what breakwater db update --java fetched, if anything.")
  private String javaIndex = "";

  /**
   * Which image of an index is wanted.
   *
   * @throws ParameterException when the user named no platform
   */
  public Platform platform() {
    if (platform.isEmpty()) {
      return new Platform("linux", "amd64", "");
    }
    String[] parts = platform.split("/", -1);
    if (parts.length < 2 || parts.length > 3 || List.of(parts).contains("")) {
      throw new ParameterException(
          spec.commandLine(),
          "--platform: \"%s\" is no platform; write os/architecture, for example linux/arm64"
              .formatted(platform));
    }
    return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
  }

  /** Whether the user named any. */
  public boolean isGiven() {
    return !platform.isEmpty()
        || offline
        || !insecure.isEmpty()
        || !bases.isEmpty()
        || !javaIndex.isEmpty();
  }

  /** Whether no registry may be asked. */
  public boolean offline() {
    return offline;
  }

  /** Hosts, with their ports, that may be asked over http. */
  public Set<String> insecure() {
    return insecure;
  }

  /**
   * Images that others may be built on.
   *
   * @throws ParameterException when one of them is no reference
   */
  public List<ImageReference> bases() {
    return bases.stream().map(this::base).toList();
  }

  private ImageReference base(String text) {
    return switch (ImageReference.parse(text)) {
      case Parsed.Valid<ImageReference>(ImageReference valid) -> valid;
      case Parsed.Invalid<ImageReference>(String reason) ->
          throw new ParameterException(spec.commandLine(), "--base: " + reason);
    };
  }

  /**
   * What tells Java archives apart that name themselves nowhere, opened.
   *
   * @throws IOException when what the user named, or fetched before, cannot be read
   */
  public Optional<TrivyJavaIndex> javaIndex() throws IOException {
    DatabaseFolder<TrivyJavaIndex> fetched = CacheFolders.of(System.getenv()).javaIndex();
    if (javaIndex.isEmpty() && !fetched.isPresent()) {
      return Optional.empty();
    }
    Path path = javaIndex.isEmpty() ? fetched.path() : Path.of(javaIndex);
    try {
      return Optional.of(TrivyJavaIndex.FORM.open(path));
    } catch (NoSuchFileException e) {
      throw new IOException("--java-db %s: there is no Java index".formatted(path), e);
    } catch (IOException e) {
      throw new IOException(
          "the Java index %s cannot be read: %s; fetch it anew with breakwater db update --java"
              .formatted(path, e.getMessage()),
          e);
    }
  }
}
