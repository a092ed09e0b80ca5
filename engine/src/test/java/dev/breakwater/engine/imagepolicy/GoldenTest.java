package dev.breakwater.engine.imagepolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.ExceptedVulnerabilities;
import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.api.v1alpha1.FindingType;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.ReportImage;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.judgement.Judge;
import dev.breakwater.engine.manifest.ManifestReader;
import dev.breakwater.engine.report.History;
import dev.breakwater.engine.report.Limits;
import dev.breakwater.engine.report.ReportComposer;
import dev.breakwater.image.reference.Parsed;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Policies, workloads and what is in their images, and what the reports say on the first of March
 * 2026. With {@code -Dgolden.write=true} what is said becomes what is expected: read the difference
 * before it is committed.
 */
class GoldenTest {
  private static final Path CASES = Path.of("src/test/resources/golden/imagepolicies");
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

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
                      String told = told(folder);
                      Path expected = folder.resolve("out.txt");
                      if (Boolean.getBoolean("golden.write")) {
                        Files.writeString(expected, told);
                      }
                      assertThat(told).isEqualTo(Files.readString(expected));
                    }));
  }

  private static String told(Path folder) throws IOException {
    Judge judge =
        new Judge(
            new ImagePolicies(policies(folder), "breakwater-system"),
            new WrittenScans(Files.readString(folder.resolve("images.yaml"))),
            NOW);
    String workloads = Files.readString(folder.resolve("workloads.yaml"));
    Inventory inventory =
        Inventory.ofFiles(ManifestReader.read(workloads, "workloads.yaml").objects());
    StringBuilder told = new StringBuilder();
    inventory
        .workloads()
        .forEach(
            workload ->
                told.append(
                    told(
                        ReportComposer.compose(
                            judge.workload(workload, inventory),
                            "shop",
                            Limits.NONE,
                            new History.None()))));
    return told.toString();
  }

  private static List<Policy> policies(Path folder) throws IOException {
    List<Policy> policies = new ArrayList<>();
    for (String document :
        Files.readString(folder.resolve("policies.yaml")).split("(?m)^---\n", -1)) {
      switch (Policy.read(Serialization.unmarshal(document, ImagePolicy.class))) {
        case Parsed.Valid<Policy>(Policy policy) -> policies.add(policy);
        case Parsed.Invalid<Policy>(String reason) -> throw new AssertionError(reason);
      }
    }
    return policies;
  }

  /** What the policies add to the report. */
  private static String told(SecurityReport report) {
    StringBuilder told = new StringBuilder(report.getMetadata().getName()).append(':');
    told.append(' ').append(report.getSummary().getPolicyViolations()).append(" findings");
    told.append(", ").append(report.getSummary().getExcepted()).append(" excepted\n");
    for (ReportImage image : report.getImages()) {
      told.append("  %s %s %s%n".formatted(image.getName(), image.getImage(), image.getVerdicts()));
      for (ExceptedVulnerabilities excepted : image.getExcepted()) {
        told.append(
            "    excepted by %s: %s, %s %s, %s, until %s%n"
                .formatted(
                    excepted.getPolicy(),
                    excepted.getVulnerabilities(),
                    excepted.getStatus(),
                    excepted.getJustification(),
                    excepted.getReason(),
                    excepted.getExpires()));
      }
    }
    for (Finding finding : report.getFindings()) {
      if (finding.getType() == FindingType.IMAGE_POLICY) {
        told.append(
            "  %s %s, line %d, %s, image %s%n    %s%n    %s%n"
                .formatted(
                    finding.getSeverity(),
                    finding.getId(),
                    finding.getLine(),
                    finding.getSubject(),
                    finding.getImage(),
                    finding.getMessage(),
                    finding.getRemediation()));
      }
    }
    return told.toString();
  }
}
