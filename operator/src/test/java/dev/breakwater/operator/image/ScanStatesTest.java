package dev.breakwater.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.Digest.Algorithm;
import dev.breakwater.operator.image.Puller.SecretRef;
import dev.breakwater.operator.image.ScanStates.Counts;
import dev.breakwater.operator.image.ScanStates.Failure;
import dev.breakwater.operator.image.ScanStates.Job;
import dev.breakwater.operator.image.ScanStates.Known;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScanStatesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Digest MANIFEST = new Digest(Algorithm.SHA256, "a".repeat(64));
  private static final Puller ANYBODY = new Puller(List.of());

  private final ScanStates states = new ScanStates();

  private static Target target(String name) {
    return new Target(
        "registry.example.com/" + name + ":1",
        "registry.example.com/" + name + "@" + MANIFEST,
        new Platform("linux", "amd64", ""),
        "");
  }

  private static ImageUse use(String name, String namespace) {
    return new ImageUse(target(name), namespace, ANYBODY);
  }

  private static String registry(Target target) {
    return target.reference().substring(0, target.reference().indexOf('/'));
  }

  private Optional<Target> next(Instant now) {
    return states.next(now, ScanStatesTest::registry).map(Job::target);
  }

  private Optional<String> reason(String name) {
    return states.state(target(name)).orElseThrow().failure().map(Failure::reason);
  }

  private void fail(String name, PullFailure failure, Instant now) {
    ReadFailure why = ReadFailure.of(new PullException(failure, "no"), "");
    states.failed(target(name), why, "registry.example.com", now);
  }

  @Test
  void each_image_is_read_once_however_many_use_it() {
    states.want(List.of(use("cart", "shop"), use("cart", "payments")), false);

    assertThat(next(NOON)).contains(target("cart"));
    assertThat(next(NOON)).isEmpty();
    states.succeeded(target("cart"), MANIFEST, "registry.example.com", NOON);

    assertThat(next(NOON.plus(Duration.ofDays(30)))).isEmpty();
    assertThat(states.namespaces(target("cart"))).containsExactlyInAnyOrder("shop", "payments");
    assertThat(states.counts()).isEqualTo(new Counts(1, 0, 0));
  }

  @Test
  void what_is_not_there_is_looked_for_less_and_less_often() {
    states.want(List.of(use("gone", "shop")), false);
    Instant now = NOON;
    for (int minutes : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
      assertThat(next(now)).contains(target("gone"));
      fail("gone", PullFailure.NOT_IN_REGISTRY, now);
      assertThat(next(now.plus(Duration.ofMinutes(minutes)).minusSeconds(1))).isEmpty();
      now = now.plus(Duration.ofMinutes(minutes));
    }
    assertThat(reason("gone")).contains("NotInRegistry");
  }

  @Test
  void a_run_tries_again_at_once() {
    states.want(List.of(use("gone", "shop")), false);
    next(NOON);
    fail("gone", PullFailure.NOT_IN_REGISTRY, NOON);

    states.want(List.of(use("gone", "shop")), true);

    assertThat(states.settled(List.of(target("gone")), NOON)).isZero();
    assertThat(next(NOON)).contains(target("gone"));
  }

  @Test
  void who_brings_other_credentials_is_tried_at_once() {
    states.want(List.of(use("private", "shop")), false);
    next(NOON);
    fail("private", PullFailure.UNAUTHORIZED, NOON);

    Puller other = new Puller(List.of(new SecretRef("payments", "registry")));
    states.want(List.of(new ImageUse(target("private"), "payments", other)), false);

    assertThat(states.next(NOON, ScanStatesTest::registry))
        .contains(new Job(target("private"), List.of(ANYBODY, other)));
  }

  @Test
  void a_registry_that_fails_is_left_alone_and_all_its_images_say_why() {
    states.want(List.of(use("a", "shop"), use("b", "shop")), false);
    next(NOON);
    fail("a", PullFailure.UNREACHABLE, NOON);

    assertThat(next(NOON.plusSeconds(1))).isEmpty();
    assertThat(states.failResting(NOON.plusSeconds(1), ScanStatesTest::registry))
        .containsExactly(target("b"));

    assertThat(reason("b")).contains("Unreachable");
    assertThat(states.settled(List.of(target("a"), target("b")), NOON.plusSeconds(1))).isEqualTo(2);
    assertThat(next(NOON.plusSeconds(30))).contains(target("b"));
  }

  @Test
  void a_registry_that_asks_for_time_gets_it() {
    states.want(List.of(use("a", "shop")), false);
    next(NOON);
    ReadFailure limited =
        ReadFailure.of(
            new PullException(
                PullFailure.RATE_LIMITED, "later", Optional.of(Duration.ofMinutes(10))),
            "");
    states.failed(target("a"), limited, "registry.example.com", NOON);

    states.want(List.of(use("a", "shop")), true);

    assertThat(next(NOON.plus(Duration.ofMinutes(9)))).isEmpty();
    assertThat(next(NOON.plus(Duration.ofMinutes(10)))).contains(target("a"));
  }

  @Test
  void a_failure_takes_nothing_away() {
    Known known = new Known(MANIFEST, NOON, NOON);
    states.remember(target("cart"), known);
    states.want(List.of(use("cart", "shop")), false);
    assertThat(next(NOON)).isEmpty();

    states.lost(target("cart"));
    assertThat(next(NOON)).contains(target("cart"));
    fail("cart", PullFailure.UNREACHABLE, NOON);
    assertThat(reason("cart")).contains("Unreachable");
  }

  @Test
  void a_tag_is_looked_up_again_after_an_hour() {
    Target tag =
        new Target("registry.example.com/job:1", "", new Platform("linux", "amd64", ""), "shop");
    states.want(List.of(new ImageUse(tag, "shop", ANYBODY)), false);
    assertThat(next(NOON)).contains(tag);
    states.succeeded(tag, MANIFEST, "registry.example.com", NOON);

    assertThat(next(NOON.plus(Duration.ofMinutes(59)))).isEmpty();
    assertThat(next(NOON.plus(Duration.ofHours(1)))).contains(tag);
    states.succeeded(tag, MANIFEST, "registry.example.com", NOON.plus(Duration.ofHours(1)));

    Known known = states.state(tag).orElseThrow().known().orElseThrow();
    assertThat(known.firstSeen()).isEqualTo(NOON);
  }

  @Test
  void another_digest_behind_a_tag_is_seen_for_the_first_time() {
    Digest other = new Digest(Algorithm.SHA256, "b".repeat(64));
    Target tag =
        new Target("registry.example.com/job:1", "", new Platform("linux", "amd64", ""), "shop");
    states.want(List.of(new ImageUse(tag, "shop", ANYBODY)), false);
    states.succeeded(tag, MANIFEST, "registry.example.com", NOON);
    states.succeeded(tag, other, "registry.example.com", NOON.plusSeconds(7200));

    assertThat(states.state(tag).orElseThrow().known().orElseThrow().firstSeen())
        .isEqualTo(NOON.plusSeconds(7200));
  }

  @Test
  void what_nobody_uses_is_forgotten() {
    states.want(List.of(use("a", "shop"), use("b", "shop")), false);

    states.retain(Set.of(target("b")));

    assertThat(states.targets()).containsExactly(target("b"));
    assertThat(states.settled(List.of(target("a")), NOON)).isEqualTo(1);
  }
}
