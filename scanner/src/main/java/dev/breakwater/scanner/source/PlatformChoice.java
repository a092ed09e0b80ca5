package dev.breakwater.scanner.source;

import dev.breakwater.image.facts.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Which of the platforms of an index a node runs: what {@code Only} of <a
 * href="https://github.com/containerd/platforms">containerd/platforms</a> (compare.go, database.go)
 * chooses.
 */
final class PlatformChoice {
  /** What BuildKit writes for attestations: something that no node is. */
  private static final Platform ATTESTATION = new Platform("unknown", "unknown", "");

  private static final int OLDEST_ARM = 5;
  private static final int NEWEST_ARM = 8;
  private static final int MAX_MINOR = 9;

  /** The best first. */
  private final List<Platform> accepted;

  private PlatformChoice(List<Platform> accepted) {
    this.accepted = accepted;
  }

  static PlatformChoice of(Platform node) {
    Platform wanted = normalise(node);
    List<Platform> accepted = new ArrayList<>();
    accepted.add(wanted);
    switch (wanted.architecture()) {
      case "amd64" -> {
        for (int level = number(wanted.variant()) - 1; level >= 1; level--) {
          accepted.add(normalise(with(wanted, "amd64", "v" + level)));
        }
        accepted.add(with(wanted, "386", ""));
      }
      case "arm" -> addArm(accepted, wanted, number(wanted.variant()) - 1);
      case "arm64" -> {
        addArm64(accepted, wanted);
        addArm(accepted, wanted, NEWEST_ARM);
      }
      default -> {}
    }
    return new PlatformChoice(List.copyOf(accepted));
  }

  /** A processor runs what was built for the older ones of its family. */
  private static void addArm(List<Platform> accepted, Platform wanted, int newest) {
    for (int version = Math.min(newest, NEWEST_ARM); version >= OLDEST_ARM; version--) {
      accepted.add(with(wanted, "arm", "v" + version));
    }
  }

  /** 9.x runs 9.0 to 9.x, and 8.0 to 8.(x+5), from which it split. */
  private static void addArm64(List<Platform> accepted, Platform wanted) {
    String variant = wanted.variant().isEmpty() ? "v8" : wanted.variant();
    int dot = variant.indexOf('.');
    int major = number(dot < 0 ? variant : variant.substring(0, dot));
    int minor = dot < 0 ? 0 : Math.clamp(number(variant.substring(dot + 1)), 0, MAX_MINOR);
    if (major == 9) {
      addMinors(accepted, wanted, "v9", minor - 1);
      addMinors(accepted, wanted, "v8", minor + 5);
    } else if (major == NEWEST_ARM) {
      addMinors(accepted, wanted, "v8", minor - 1);
    }
  }

  private static void addMinors(List<Platform> accepted, Platform wanted, String major, int from) {
    for (int minor = from; minor >= 0; minor--) {
      accepted.add(normalise(with(wanted, "arm64", major + "." + minor)));
    }
  }

  /** 0 is best; empty when the node cannot run it. */
  OptionalInt rank(Platform offered) {
    int rank = accepted.indexOf(normalise(offered));
    return rank < 0 ? OptionalInt.empty() : OptionalInt.of(rank);
  }

  static boolean isAttestation(Platform platform) {
    return platform.os().equals(ATTESTATION.os())
        && platform.architecture().equals(ATTESTATION.architecture());
  }

  /** One spelling for each platform: {@code aarch64} and {@code arm64/v8} are {@code arm64}. */
  static Platform normalise(Platform platform) {
    String os = platform.os().toLowerCase(Locale.ROOT);
    String architecture = platform.architecture().toLowerCase(Locale.ROOT);
    String variant = platform.variant().toLowerCase(Locale.ROOT);
    String system = os.equals("macos") ? "darwin" : os;
    return switch (architecture) {
      case "i386", "386" -> new Platform(system, "386", "");
      case "x86_64", "x86-64", "amd64" ->
          new Platform(system, "amd64", variant.equals("v1") ? "" : variant);
      case "aarch64", "arm64" -> new Platform(system, "arm64", arm64Variant(variant));
      case "armhf" -> new Platform(system, "arm", "v7");
      case "armel" -> new Platform(system, "arm", "v6");
      case "arm" -> new Platform(system, "arm", armVariant(variant));
      default -> new Platform(system, architecture, variant);
    };
  }

  private static String arm64Variant(String variant) {
    return switch (variant) {
      case "8", "8.0", "v8", "v8.0" -> "";
      case "9", "9.0", "v9.0" -> "v9";
      default -> variant;
    };
  }

  private static String armVariant(String variant) {
    return switch (variant) {
      case "", "7" -> "v7";
      case "5", "6", "8" -> "v" + variant;
      default -> variant;
    };
  }

  /** Of {@code v7} or {@code 7}; 0 for anything else. */
  private static int number(String variant) {
    String digits = variant.startsWith("v") ? variant.substring(1) : variant;
    boolean small = digits.length() == 1 && digits.charAt(0) >= '0' && digits.charAt(0) <= '9';
    return small ? digits.charAt(0) - '0' : 0;
  }

  private static Platform with(Platform wanted, String architecture, String variant) {
    return new Platform(wanted.os(), architecture, variant);
  }
}
