package dev.breakwater.scanner.lockfile;

import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.lockfile.Xml.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Maven's <a href="https://maven.apache.org/pom.html">pom.xml</a>. It is no lock file: only the
 * dependencies that it declares itself are known, with the versions that it and its parents in the
 * source tree declare. Nothing is fetched; a dependency without a version is left out.
 */
final class Pom {

  private static final int MAX_PARENTS = 10;

  private static final int MAX_SUBSTITUTIONS = 20;

  /** What is on the class path in production; no scope means compile. */
  private static final Set<String> SCOPES = Set.of("", "compile", "runtime");

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> managedVersions = new HashMap<>();
  private final Map<String, String> managedScopes = new HashMap<>();

  private Pom() {}

  static Collection<Declared> read(byte[] content, Neighbours neighbours) throws IOException {
    List<Element> lineage = lineage(Xml.read(content, "pom.xml"), neighbours);
    Pom pom = new Pom();
    // From the outermost parent inwards: the nearer declaration wins.
    for (Element each : lineage.reversed()) {
      pom.declare(each);
    }
    List<Declared> found = new ArrayList<>();
    for (Element each : lineage) {
      for (Element dependency : each.list("dependencies", "dependency")) {
        pom.dependency(dependency).ifPresent(found::add);
      }
    }
    return found;
  }

  /** The pom and its parents, as far as they are in the tree. */
  private static List<Element> lineage(Element project, Neighbours neighbours) throws IOException {
    List<Element> lineage = new ArrayList<>(List.of(project));
    Neighbours around = neighbours;
    while (lineage.size() <= MAX_PARENTS) {
      Element parent = lineage.getLast().child("parent");
      boolean declared =
          parent.children().stream().anyMatch(part -> part.name().equals("relativePath"));
      String relative = declared ? parent.child("relativePath").text() : "../pom.xml";
      if (parent.children().isEmpty() || relative.isEmpty()) {
        return lineage;
      }
      String file = relative.endsWith(".xml") ? relative : relative + "/pom.xml";
      Optional<String> path = around.resolve(file);
      Optional<byte[]> content = path.isEmpty() ? Optional.empty() : around.file(file);
      if (path.isEmpty() || content.isEmpty()) {
        return lineage;
      }
      Element found = Xml.read(content.get(), "pom.xml");
      if (!found.child("artifactId").text().equals(parent.child("artifactId").text())) {
        return lineage;
      }
      lineage.add(found);
      around = Neighbours.of(path.get(), around.tree());
    }
    return lineage;
  }

  private void declare(Element project) {
    for (Element property : project.child("properties").children()) {
      properties.put(property.name(), property.text());
    }
    for (String part : List.of("groupId", "artifactId", "version")) {
      String inherited = project.child("parent").child(part).text();
      String own = project.child(part).text();
      String value = own.isEmpty() ? inherited : own;
      if (!value.isEmpty()) {
        properties.put("project." + part, value);
        properties.put("pom." + part, value);
      }
      if (!inherited.isEmpty()) {
        properties.put("project.parent." + part, inherited);
      }
    }
    for (Element each : project.child("dependencyManagement").list("dependencies", "dependency")) {
      String key = each.child("groupId").text() + ":" + each.child("artifactId").text();
      managedVersions.put(key, each.child("version").text());
      managedScopes.put(key, each.child("scope").text());
    }
  }

  private Optional<Declared> dependency(Element dependency) {
    String key = dependency.child("groupId").text() + ":" + dependency.child("artifactId").text();
    String version = dependency.child("version").text();
    String scope = dependency.child("scope").text();
    String name = substituted(key);
    String found = substituted(version.isEmpty() ? managed(managedVersions, key, name) : version);
    boolean needed =
        SCOPES.contains(substituted(scope.isEmpty() ? managed(managedScopes, key, name) : scope));
    boolean known = !found.isEmpty() && !found.contains("${") && !name.contains("${");
    return needed && known && !name.startsWith(":") && !name.endsWith(":")
        ? Optional.of(new Declared(PackageType.MAVEN, name, exact(found)))
        : Optional.empty();
  }

  private static String managed(Map<String, String> values, String key, String name) {
    return values.getOrDefault(key, values.getOrDefault(name, ""));
  }

  /** {@code [1.0]} demands exactly 1.0. */
  private static String exact(String version) {
    boolean single = version.startsWith("[") && version.endsWith("]") && version.indexOf(',') < 0;
    return single ? version.substring(1, version.length() - 1).strip() : version;
  }

  /** Puts in properties, which may consist of others; what is unknown or circular stays. */
  private String substituted(String text) {
    String value = text;
    for (int i = 0; i < MAX_SUBSTITUTIONS; i++) {
      int start = value.indexOf("${");
      int end = value.indexOf('}', Math.max(start, 0));
      if (start < 0 || end < 0 || value.length() > 1000) {
        return value;
      }
      String property = properties.get(value.substring(start + 2, end));
      if (property == null) {
        return value;
      }
      value = value.substring(0, start) + property + value.substring(end + 1);
    }
    return value;
  }
}
