package dev.breakwater.scanner.lockfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** NuGet's {@code packages.lock.json} and the older {@code packages.config}. */
final class NugetLocks {

  private NugetLocks() {}

  /** The lock file: for each framework what is needed; projects are the source tree's own. */
  static Collection<Declared> readLock(byte[] content) throws IOException {
    List<Declared> found = new ArrayList<>();
    for (JsonNode framework : Json.tree(content, "packages.lock.json").path("dependencies")) {
      for (Map.Entry<String, JsonNode> each : framework.properties()) {
        boolean project = Json.text(each.getValue(), "type").equalsIgnoreCase("Project");
        add(found, project, each.getKey(), Json.text(each.getValue(), "resolved"));
      }
    }
    return found;
  }

  /** The older file, in XML. */
  static Collection<Declared> readConfig(byte[] content) throws IOException {
    List<Declared> found = new ArrayList<>();
    for (Xml.Element each : Xml.read(content, "packages.config").children()) {
      if (each.name().equals("package")) {
        boolean development = each.attribute("developmentDependency").equalsIgnoreCase("true");
        add(found, development, each.attribute("id"), each.attribute("version"));
      }
    }
    return found;
  }

  private static void add(List<Declared> found, boolean leftOut, String name, String version) {
    if (!leftOut && !name.isEmpty() && !version.isEmpty()) {
      found.add(new Declared(PackageType.NUGET, name, version));
    }
  }
}
