package dev.breakwater.scanner.dotnet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import dev.breakwater.scanner.language.PackageFiles;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a .NET application loads when it runs (<a
 * href="https://github.com/dotnet/sdk/blob/main/documentation/specs/runtime-configuration-file.md">.deps.json</a>).
 * A library without a file for the runtime target was only needed to build.
 */
public final class DepsJson {

  private static final int MAX_SIZE = 32 << 20;

  /** What the SDK puts before the name of the runtime in a self-contained application. */
  private static final String RUNTIME_PACK = "runtimepack.";

  private static final Set<String> KINDS = Set.of("package", "project", "runtimepack");

  private DepsJson() {}

  /** Finds libraries that applications load in the files of an image. */
  public static Analyzer analyzer() {
    return new PackageFiles("dotnet 1", DepsJson::recognises, MAX_SIZE, DepsJson::read);
  }

  /** Whether this is a file that {@link #read} understands. */
  public static boolean recognises(String path) {
    return path.endsWith(".deps.json");
  }

  /**
   * Reads the libraries that are loaded, the application's own projects among them.
   *
   * @param path of the file, without a leading slash
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}
   */
  public static List<InstalledPackage> read(byte[] json, String path) throws IOException {
    JsonNode document = Json.tree(json, ".deps.json");
    JsonNode target =
        document.path("targets").path(Json.text(document.path("runtimeTarget"), "name"));
    Set<Declared> found = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> library : document.path("libraries").properties()) {
      String kind = Json.text(library.getValue(), "type").toLowerCase(Locale.ROOT);
      int slash = library.getKey().indexOf('/');
      if (slash > 0 && KINDS.contains(kind) && isLoaded(target.path(library.getKey()))) {
        String name = library.getKey().substring(0, slash);
        found.add(
            new Declared(
                PackageType.NUGET,
                name.startsWith(RUNTIME_PACK) ? name.substring(RUNTIME_PACK.length()) : name,
                library.getKey().substring(slash + 1)));
      }
    }
    return found.stream().map(declared -> declared.at(path)).toList();
  }

  /** A library that the target does not mention counts, lest it be overlooked. */
  private static boolean isLoaded(JsonNode library) {
    return library.isMissingNode()
        || !library.path("runtime").isEmpty()
        || !library.path("runtimeTargets").isEmpty()
        || !library.path("native").isEmpty();
  }
}
