package dev.breakwater.operator.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private final List<String> rung = new CopyOnWriteArrayList<>();
  private final Map<String, Instant> rungAt = new ConcurrentHashMap<>();
  private final Alarms alarms =
      new Alarms(
          key -> {
            rungAt.put(key, Instant.now());
            rung.add(key);
            if (key.equals("broken")) {
              throw new IllegalStateException("this alarm breaks on purpose");
            }
          });

  @AfterEach
  void close() {
    alarms.close();
  }

  @Test
  void an_alarm_rings_at_its_instant_and_not_before() {
    Instant at = Instant.now().plusMillis(300);
    alarms.set("nightly", at);
    await().until(() -> rung.contains("nightly"));
    assertThat(rungAt.get("nightly")).isAfterOrEqualTo(at);
  }

  @Test
  void an_alarm_in_the_past_rings_at_once() {
    alarms.set("late", Instant.now().minusSeconds(1));
    alarms.set("very late", Instant.EPOCH);
    await().until(() -> rung.containsAll(List.of("late", "very late")));
  }

  @Test
  void a_second_alarm_takes_the_place_of_the_first() {
    alarms.set("moved", Instant.now().plus(Duration.ofDays(1)));
    alarms.set("moved", Instant.now().plusMillis(100));
    await().until(() -> rung.contains("moved"));
    alarms.set("postponed", Instant.now().plusMillis(200));
    alarms.set("postponed", Instant.now().plus(Duration.ofDays(1)));
    alarms.set("after", Instant.now().plusMillis(400));
    await().until(() -> rung.contains("after"));
    assertThat(rung).containsExactly("moved", "after");
  }

  @Test
  void a_cancelled_alarm_does_not_ring() {
    alarms.set("cancelled", Instant.now().plusMillis(200));
    alarms.cancel("cancelled");
    alarms.cancel("never set");
    alarms.set("after", Instant.now().plusMillis(400));
    await().until(() -> rung.contains("after"));
    assertThat(rung).containsExactly("after");
  }

  @Test
  void an_alarm_can_be_set_again_after_it_rang() {
    alarms.set("again", Instant.now());
    await().until(() -> rung.size() == 1);
    alarms.set("again", Instant.now());
    await().until(() -> rung.size() == 2);
  }

  @Test
  void an_alarm_can_set_itself_again_while_it_rings() {
    AtomicBoolean again = new AtomicBoolean();
    CountDownLatch twice = new CountDownLatch(2);
    CountDownLatch ready = new CountDownLatch(1);
    Alarms[] own = new Alarms[1];
    own[0] =
        new Alarms(
            key -> {
              try {
                ready.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              if (again.compareAndSet(false, true)) {
                own[0].set(key, Instant.now());
              }
              twice.countDown();
            });
    ready.countDown();
    try (Alarms closing = own[0]) {
      closing.set("self", Instant.now());
      await().until(() -> twice.await(10, TimeUnit.MILLISECONDS));
    }
  }

  @Test
  void one_alarm_that_fails_does_not_silence_the_others() {
    alarms.set("broken", Instant.now());
    await().until(() -> rung.contains("broken"));
    alarms.set("whole", Instant.now());
    await().until(() -> rung.contains("whole"));
  }

  @Test
  void a_thousand_alarms_ring_once_each() {
    for (int i = 0; i < 1000; i++) {
      alarms.set("alarm-" + i, Instant.now().plusMillis(i % 50));
    }
    await().until(() -> rung.size() >= 1000);
    assertThat(rung).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void after_close_nothing_rings_and_nothing_can_be_set() {
    alarms.set("tomorrow", Instant.now().plus(Duration.ofDays(1)));
    alarms.close();
    assertThatThrownBy(() -> alarms.set("late", Instant.now()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot set the alarm of late");
    assertThat(rung).isEmpty();
  }
}
