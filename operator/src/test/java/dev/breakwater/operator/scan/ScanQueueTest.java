package dev.breakwater.operator.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.node.Node;
import dev.breakwater.operator.scan.ScanQueue.Task;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the worker gets to do, and in which order. */
class ScanQueueTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private final SettableClock clock = new SettableClock();
  private final ScanQueue queue = new ScanQueue(clock);

  @Test
  void runs_come_first_in_the_order_in_which_they_were_asked_for() throws InterruptedException {
    ScanSchedule one = new ScanSchedule();
    ScanSchedule two = new ScanSchedule();
    two.getMetadata().setName("two");
    queue.allChanged();
    queue.run(one);
    queue.run(two);
    clock.now = NOON.plusSeconds(5);

    assertThat(queue.take()).isEqualTo(new Task.Run(one));
    assertThat(queue.take()).isEqualTo(new Task.Run(two));
    assertThat(queue.take()).isEqualTo(new Task.Changes(true, Set.of()));
  }

  @Test
  void changes_are_gathered_by_namespace() throws InterruptedException {
    queue.changed(object("Pod", "shop", "cart-1", NOON.minusSeconds(3600)));
    queue.changed(object("Pod", "shop", "cart-2", NOON.minusSeconds(3600)));
    queue.changed(object("Namespace", "", "bank", NOON.minusSeconds(3600)));
    clock.now = NOON.plusSeconds(1);

    Task.Changes changes = (Task.Changes) queue.take();
    assertThat(changes.namespaces()).containsExactlyInAnyOrder("shop", "bank");
    assertThat(changes.concerns("shop")).isTrue();
    assertThat(changes.concerns("elsewhere")).isFalse();
  }

  @Test
  void what_is_young_is_looked_at_again_when_it_has_settled() throws InterruptedException {
    queue.changed(object("Deployment", "shop", "cart", NOON));
    clock.now = NOON.plusSeconds(1);
    assertThat(queue.take()).isEqualTo(new Task.Changes(false, Set.of("shop")));

    queue.changedLater(new Task.Changes(false, Set.of("later")), NOON.plusSeconds(600));
    clock.now = NOON.plusSeconds(62);

    assertThat(queue.take()).isEqualTo(new Task.Changes(false, Set.of("shop")));
  }

  private static KubernetesObject object(
      String kind, String namespace, String name, Instant created) {
    return KubernetesObject.of(
        Node.of(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                kind,
                "metadata",
                Map.of(
                    "namespace",
                    namespace,
                    "name",
                    name,
                    "creationTimestamp",
                    created.toString()))),
        Origin.CLUSTER);
  }

  /** Stands still until it is set. */
  private static final class SettableClock extends Clock {
    private Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
