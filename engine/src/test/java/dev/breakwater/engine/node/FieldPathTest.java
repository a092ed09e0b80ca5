package dev.breakwater.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.node.Node.Absent;
import dev.breakwater.engine.node.Node.Mapping;
import dev.breakwater.engine.node.Node.Scalar;
import dev.breakwater.engine.node.Node.Sequence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldPathTest {
  private static final Node CONTAINER =
      new Mapping(
          Map.of(
              "name",
              new Scalar("cart", 5),
              "securityContext",
              new Mapping(Map.of("privileged", new Scalar(true, 7)), 6)),
          5);
  private static final Node POD =
      new Mapping(
          Map.of(
              "metadata",
              new Mapping(
                  Map.of("annotations", new Mapping(Map.of("a.b/c.d", new Scalar("x", 3)), 2)), 1),
              "spec",
              new Mapping(
                  Map.of("containers", new Sequence(List.of(Absent.ABSENT, CONTAINER), 4)), 4)),
          1);

  @Test
  void a_container_is_found_by_its_name_or_its_place() {
    assertThat(FieldPath.find(POD, "spec.containers[name=cart].securityContext.privileged"))
        .isEqualTo(new Scalar(true, 7));
    assertThat(FieldPath.find(POD, "spec.containers[1].name")).isEqualTo(new Scalar("cart", 5));
  }

  @Test
  void a_key_with_dots_stands_in_brackets() {
    assertThat(FieldPath.line(POD, "metadata.annotations[a.b/c.d]")).isEqualTo(3);
  }

  @Test
  void the_line_of_a_field_that_is_not_written_is_that_of_its_nearest_parent() {
    assertThat(FieldPath.line(POD, "spec.containers[name=cart].securityContext.runAsUser"))
        .isEqualTo(6);
    assertThat(FieldPath.line(POD, "spec.containers[name=web].image")).isEqualTo(4);
    assertThat(FieldPath.line(POD, "status.phase")).isEqualTo(1);
    assertThat(FieldPath.line(POD, "")).isEqualTo(1);
  }

  @Test
  void nothing_is_found_where_nothing_is_written_or_the_path_is_malformed() {
    for (String path :
        List.of(
            "spec.containers[0].name",
            "spec.containers[7]",
            "spec.containers[99999999999]",
            "spec.containers[",
            "spec.containers[]",
            "spec.containers.name",
            "..",
            "spec.containers[name=cart].name.more")) {
      assertThat(FieldPath.find(POD, path)).as(path).isEqualTo(Absent.ABSENT);
    }
  }
}
