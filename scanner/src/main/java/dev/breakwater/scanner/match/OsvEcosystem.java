package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.scanner.advisory.OsvAdvisories;
import java.util.List;

/**
 * The names that OSV has for releases of distributions (<a
 * href="https://ossf.github.io/osv-schema/#defined-ecosystems">schema</a>).
 */
final class OsvEcosystem {
  private static final String ESM = "-ESM";

  private OsvEcosystem() {}

  /** Those of the ecosystems at hand that speak about a system. */
  static List<String> of(OsvAdvisories osv, OperatingSystem system) {
    return osv.ecosystems().stream().filter(name -> isOf(name, system)).sorted().toList();
  }

  private static boolean isOf(String name, OperatingSystem system) {
    String version = system.version();
    String stream = system.stream().isEmpty() ? version : system.stream();
    String major = Platform.upToDot(version, 1);
    return switch (system.family()) {
      case "debian" -> name.equals("Debian:" + major);
      case "ubuntu" -> isUbuntu(name, stream);
      case "alpine" -> name.equals("Alpine:v" + Platform.upToDot(stream, 2));
      case "wolfi" -> name.equals("Wolfi");
      case "chainguard" -> name.equals("Chainguard");
      case "redhat", "centos" -> (name + ":").startsWith("Red Hat:enterprise_linux:" + major + ":");
      case "alma" -> name.equals("AlmaLinux:" + major);
      case "rocky" -> name.equals("Rocky Linux:" + major);
      case "sles" ->
          name.startsWith("SUSE:Linux Enterprise ")
              && name.endsWith(" " + version.replace(".", " SP"));
      case "slem" ->
          name.equals("SUSE:Linux Enterprise Micro " + version)
              || name.equals("SUSE:Linux Micro " + version);
      case "opensuse-leap" -> name.equals("openSUSE:Leap " + version);
      case "opensuse-tumbleweed" -> name.equals("openSUSE:Tumbleweed");
      case "photon" -> name.equals("Photon OS:" + version);
      case "azurelinux", "cbl-mariner" -> name.equals("Azure Linux:" + major);
      default -> false;
    };
  }

  /** {@code Ubuntu:22.04:LTS}, {@code Ubuntu:23.10}, {@code Ubuntu:Pro:16.04:LTS}. */
  private static boolean isUbuntu(String name, String stream) {
    String release =
        stream.endsWith(ESM)
            ? "Ubuntu:Pro:" + stream.substring(0, stream.length() - ESM.length())
            : "Ubuntu:" + stream;
    return name.equals(release) || name.equals(release + ":LTS");
  }
}
