package dev.breakwater.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Trees that are kept small are the same trees. */
class SharingTest {
  private final Sharing sharing = new Sharing();

  @Test
  void what_two_objects_have_in_common_is_kept_once() {
    Node cart = sharing.share(pod("cart"));
    Node web = sharing.share(pod("web"));

    assertThat(cart.at("spec")).isSameAs(web.at("spec"));
    assertThat(cart.at("name")).isNotEqualTo(web.at("name"));
  }

  @Test
  void any_tree_stays_equal_and_in_its_order() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      Node tree = Node.of(object(random, 4));

      Node shared = sharing.share(tree);

      assertThat(shared).isEqualTo(tree).hasSameHashCodeAs(tree).hasToString(tree.toString());
      tree.entries().forEach((key, value) -> assertThat(shared.at(key)).isEqualTo(value));
      assertThat(shared.at("no such key").isPresent()).isFalse();
    }
  }

  private static Node pod(String name) {
    return Node.of(
        Map.of("name", name, "spec", Map.of("containers", List.of(Map.of("image", "cart:1")))));
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int size = random.nextInt(6); size > 0; size--) {
      object.put("key" + random.nextInt(20), value(random, depth));
    }
    return object;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0 -> "text" + random.nextInt(5);
      case 1 -> random.nextLong(3);
      case 2 -> random.nextBoolean();
      case 3 -> object(random, depth - 1);
      default -> {
        List<Object> items = new ArrayList<>();
        for (int size = random.nextInt(4); size > 0; size--) {
          items.add(value(random, depth - 1));
        }
        yield items;
      }
    };
  }
}
