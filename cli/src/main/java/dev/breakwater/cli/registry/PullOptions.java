package dev.breakwater.cli.registry;

import dev.breakwater.image.facts.Platform;
import java.util.List;
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
      defaultValue = "linux/amd64",
      description = "Which image of an index to read. Default: linux/amd64.")
  private String platform = "";

  @Option(names = "--offline", description = "Ask no registry: the image has to be local.")
  private boolean offline;

  @Option(
      names = "--insecure",
      paramLabel = "HOST",
      description =
          "A registry, with its port, that may be asked over http or with any certificate. Several"
              + " times for several.")
  private Set<String> insecure = Set.of();

  /**
   * Which image of an index is wanted.
   *
   * @throws ParameterException when the user named no platform
   */
  public Platform platform() {
    String[] parts = platform.split("/", -1);
    if (parts.length < 2 || parts.length > 3 || List.of(parts).contains("")) {
      throw new ParameterException(
          spec.commandLine(),
          "--platform: \"%s\" is no platform; write os/architecture, for example linux/arm64"
              .formatted(platform));
    }
    return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
  }

  /** Whether no registry may be asked. */
  public boolean offline() {
    return offline;
  }

  /** Hosts, with their ports, that may be asked over http. */
  public Set<String> insecure() {
    return insecure;
  }
}
