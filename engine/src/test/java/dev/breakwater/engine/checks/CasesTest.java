package dev.breakwater.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.manifest.ManifestReader;
import dev.breakwater.engine.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each check against what it must find and what it must leave alone. */
class CasesTest {
  private static final Path CASES = Path.of("src/test/resources/checks");

  /** An object with what must and must not be found in it. */
  private record Case(String name, Set<String> finds, Set<String> clears, Set<String> found) {
    static Case of(String file, KubernetesObject object, List<Observation> observations) {
      return new Case(
          file + ": " + object.ref().name(),
          ids(object, "finds"),
          ids(object, "clears"),
          new TreeSet<>(
              observations.stream().map(observation -> observation.check().id()).toList()));
    }

    private static Set<String> ids(KubernetesObject object, String annotation) {
      String text = object.annotations().getOrDefault(annotation, "").strip();
      return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split("\\s+")));
    }

    boolean asks() {
      return !finds.isEmpty() || !clears.isEmpty();
    }
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        String name = file.getFileName().toString();
        Manifests manifests = ManifestReader.read(Files.readString(file), name);
        assertThat(manifests.problems()).isEmpty();
        Inventory inventory = Inventory.ofFiles(manifests.objects());
        for (Workload workload : inventory.workloads()) {
          cases.add(Case.of(name, workload.object(), Judgement.observe(workload, inventory)));
        }
        for (Namespace namespace : inventory.namespaces().values()) {
          cases.add(Case.of(name, namespace.object(), Judgement.observe(namespace, inventory)));
        }
      }
    }
    return cases.stream().filter(Case::asks).toList();
  }

  @TestFactory
  Stream<DynamicTest> each_case_is_judged_as_it_says() throws IOException {
    return cases().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.name(),
                    () -> {
                      assertThat(one.found()).containsAll(one.finds());
                      assertThat(one.found()).noneMatch(one.clears()::contains);
                    }));
  }

  @Test
  void each_check_has_a_case_that_it_finds_and_one_that_it_leaves_alone() throws IOException {
    Set<String> found = new TreeSet<>();
    Set<String> cleared = new TreeSet<>();
    for (Case one : cases()) {
      found.addAll(one.finds());
      cleared.addAll(one.clears());
    }
    List<String> judging =
        Catalogue.RULES.stream()
            .filter(rule -> !(rule instanceof Rule.Gathering || rule instanceof Rule.Scanned))
            .map(rule -> rule.check().id())
            .toList();

    assertThat(found).containsExactlyInAnyOrderElementsOf(judging);
    assertThat(cleared).containsExactlyInAnyOrderElementsOf(judging);
  }
}
