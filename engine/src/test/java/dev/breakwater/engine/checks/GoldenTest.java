package dev.breakwater.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole files and what a reader is told of them. With {@code -Dgolden.write=true} what is told
 * becomes what is expected: read the difference before it is committed.
 */
class GoldenTest {
  private static final Path CASES = Path.of("src/test/resources/golden/checks");

  @TestFactory
  Stream<DynamicTest> each_case_is_told_as_written_down() throws IOException {
    List<Path> cases;
    try (Stream<Path> folders = Files.list(CASES)) {
      cases = folders.sorted().toList();
    }
    return cases.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(),
                    () -> {
                      String told = told(Files.readString(folder.resolve("in.yaml")));
                      Path expected = folder.resolve("out.txt");
                      if (Boolean.getBoolean("golden.write")) {
                        Files.writeString(expected, told);
                      }
                      assertThat(told).isEqualTo(Files.readString(expected));
                    }));
  }

  private static String told(String yaml) {
    Inventory inventory = Inventory.ofFiles(ManifestReader.read(yaml, "in.yaml").objects());
    StringBuilder told = new StringBuilder();
    for (Workload workload : inventory.workloads()) {
      tell(told, workload.ref().toString(), Judgement.workload(workload, inventory));
    }
    for (Namespace namespace : inventory.namespaces().values()) {
      tell(told, "Namespace " + namespace.name(), Judgement.namespace(namespace, inventory));
    }
    return told.toString();
  }

  private static void tell(StringBuilder told, String who, List<Finding> findings) {
    told.append(who).append('\n');
    for (Finding finding : findings) {
      told.append("  ")
          .append(finding.check())
          .append(' ')
          .append(finding.severity().label())
          .append(", line ")
          .append(finding.line())
          .append(", ")
          .append(finding.path())
          .append("\n    ")
          .append(finding.message())
          .append('\n');
    }
  }
}
