package dev.breakwater.scanner.binary;

import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The modules that a Go executable was built from, by the build information that the linker writes
 * (<a href="https://pkg.go.dev/runtime/debug#BuildInfo">runtime/debug.BuildInfo</a>): lines of
 * fields that are separated by tabs.
 */
final class GoModules {

  private static final int MAX_MODULES = 100_000;

  private record Module(String path, String version) {}

  private Module main = new Module("", "");
  private String linkerFlags = "";
  private final List<Module> dependencies = new ArrayList<>();

  private GoModules() {}

  /**
   * The modules, the standard library as {@code stdlib}, and the main module; without a version
   * where none is known.
   *
   * @param goVersion such as {@code go1.22.3 X:boringcrypto}
   * @param info the lines, without the marks around them
   */
  static Set<Declared> of(String goVersion, String info) {
    GoModules modules = new GoModules();
    info.lines().limit(MAX_MODULES).forEach(modules::read);
    Set<Declared> found = new LinkedHashSet<>();
    if (!modules.main.path.isEmpty()) {
      found.add(declared(modules.main.path, modules.mainVersion()));
    }
    found.add(declared("stdlib", standardLibrary(goVersion)));
    for (Module module : modules.dependencies) {
      // Old linkers list the main module as a dependency without a path.
      if (!module.path.isEmpty()) {
        found.add(declared(module.path, released(module.version)));
      }
    }
    return found;
  }

  private void read(String line) {
    String[] fields = line.split("\t", -1);
    switch (fields[0]) {
      case "mod" -> main = module(fields);
      case "dep" -> dependencies.add(module(fields));
      case "=>" -> {
        if (dependencies.isEmpty()) {
          main = module(fields);
        } else {
          dependencies.set(dependencies.size() - 1, module(fields));
        }
      }
      case "build" -> {
        if (fields.length > 1 && fields[1].startsWith("-ldflags=")) {
          linkerFlags = unquoted(line.substring(line.indexOf('=') + 1));
        }
      }
      default -> {}
    }
  }

  private static Module module(String[] fields) {
    return new Module(field(fields, 1), field(fields, 2));
  }

  private static String field(String[] fields, int index) {
    return fields.length > index ? fields[index] : "";
  }

  /** A value that needs it is written as a literal of Go. */
  private static String unquoted(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < value.length() - 1; i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length() - 1) {
        c = value.charAt(++i);
        c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
      }
      text.append(c);
    }
    return text.toString();
  }

  /** {@code go1.22.3 X:boringcrypto} and {@code go1.26.0-X:nodwarf5} are v1.22.3 and v1.26.0. */
  private static String standardLibrary(String goVersion) {
    String version = goVersion.startsWith("go") ? goVersion.substring(2) : goVersion;
    return "v" + before(before(version, " X:"), "-X:");
  }

  private static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  /** What is built from a working copy has no version. */
  private static String released(String version) {
    return version.equals("(devel)") ? "" : version;
  }

  /** A version that was tagged, else what the authors told the linker, else what there is. */
  private String mainVersion() {
    String version = released(main.version);
    if (!version.isEmpty() && !GoVersions.isPseudo(version)) {
      return version;
    }
    String stamped = LinkerVersion.of(main.path, linkerFlags);
    return stamped.isEmpty() ? version : stamped;
  }

  private static Declared declared(String path, String version) {
    return new Declared(PackageType.GOLANG, path, version);
  }
}
