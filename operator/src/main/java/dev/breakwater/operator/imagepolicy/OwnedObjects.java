package dev.breakwater.operator.imagepolicy;

import dev.breakwater.operator.imagepolicy.AdmissionState.Conflicted;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps objects as they should be, by server-side apply, and writes only when they are not. When
 * somebody takes them back too often it stops, as two programs that repair each other's work help
 * nobody.
 */
final class OwnedObjects {
  static final String MANAGER = "breakwater-image-policies";
  private static final int REPAIRS = 3;
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(OwnedObjects.class);

  /** Somebody else keeps changing an object. */
  static final class ContestedException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Conflicted state;

    ContestedException(Conflicted state) {
      super(state.object());
      this.state = state;
    }

    Conflicted state() {
      return state;
    }
  }

  private final KubernetesClient client;
  private final Clock clock;

  /** The specs as they were left, by object; what differs from them was changed by others. */
  private final Map<String, Object> left = new HashMap<>();

  private final Map<String, Deque<Instant>> repairs = new HashMap<>();

  OwnedObjects(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** The object of the same kind and name in the cluster. */
  <T extends HasMetadata> Optional<T> live(T desired) {
    return Optional.ofNullable(client.resource(desired).get());
  }

  /** Makes the object as desired; it is not written when it is already. */
  <T extends HasMetadata> void keep(T desired, Function<T, Object> spec) throws ContestedException {
    T live = client.resource(desired).get();
    String object = desired.getKind() + " " + desired.getMetadata().getName();
    if (live != null && isAsDesired(live, desired, spec)) {
      left.put(object, spec.apply(live));
      return;
    }
    noteRepair(object, live, spec);
    T applied = apply(desired);
    if (!isAsDesired(applied, desired, spec)) {
      // what others added to a list that is merged, such as a condition that is never true, stays
      client.resource(desired).delete();
      applied = apply(desired);
    }
    left.put(object, spec.apply(applied));
    LOG.atInfo().addKeyValue("object", object).log("admission policy applied");
  }

  private <T extends HasMetadata> T apply(T desired) {
    return client.resource(desired).fieldManager(MANAGER).forceConflicts().serverSideApply();
  }

  private static <T extends HasMetadata> boolean isAsDesired(
      T live, T desired, Function<T, Object> spec) {
    Map<String, String> labels = live.getMetadata().getLabels();
    return spec.apply(live).equals(spec.apply(desired))
        && labels != null
        && labels.entrySet().containsAll(desired.getMetadata().getLabels().entrySet());
  }

  private <T extends HasMetadata> void noteRepair(
      String object, @Nullable T live, Function<T, Object> spec) throws ContestedException {
    if (!left.containsKey(object) || (live != null && spec.apply(live).equals(left.get(object)))) {
      return;
    }
    Instant now = clock.instant();
    Deque<Instant> times = repairs.computeIfAbsent(object, _ -> new ArrayDeque<>());
    while (!times.isEmpty() && times.getFirst().isBefore(now.minus(WINDOW))) {
      times.removeFirst();
    }
    Optional<String> manager = Optional.ofNullable(live).flatMap(OwnedObjects::lastForeignManager);
    if (times.size() >= REPAIRS) {
      throw new ContestedException(new Conflicted(object, manager));
    }
    times.addLast(now);
    LOG.atWarn()
        .addKeyValue("object", object)
        .addKeyValue("manager", manager.orElse("unknown"))
        .log("admission policy was changed by others and is put back");
  }

  private static Optional<String> lastForeignManager(HasMetadata live) {
    return live.getMetadata().getManagedFields().stream()
        .filter(entry -> !MANAGER.equals(entry.getManager()))
        .max(Comparator.comparing(entry -> Objects.requireNonNullElse(entry.getTime(), "")))
        .map(ManagedFieldsEntry::getManager);
  }
}
