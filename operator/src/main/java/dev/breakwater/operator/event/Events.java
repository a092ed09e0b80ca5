package dev.breakwater.operator.event;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes events (events.k8s.io/v1), so that {@code kubectl describe} shows them.
 *
 * <p>An event is told once and for its own sake: one that cannot be published is logged, and what
 * it is about goes on.
 */
public final class Events {
  /** Whether a person should look. */
  public enum Type {
    /** All is well. */
    NORMAL("Normal"),
    /** Something needs attention. */
    WARNING("Warning");

    private final String label;

    Type(String label) {
      this.label = label;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String CONTROLLER = "breakwater.dev/operator";

  /** The API server refuses notes of more bytes. */
  private static final int MAX_NOTE = 1024;

  private static final String MORE = "…";

  private final KubernetesClient client;
  private final String instance;
  private final Clock clock;

  /**
   * Publishes through {@code client}.
   *
   * @param instance the name of this replica
   */
  public Events(KubernetesClient client, String instance, Clock clock) {
    this.client = client;
    this.instance = instance;
    this.clock = clock;
  }

  /**
   * Publishes an event about {@code object}.
   *
   * @param action what the operator did or tried, a CamelCase word: {@code Scan}
   * @param reason what came of it, a CamelCase word: {@code ScanStarted}
   * @param note a sentence for a person
   */
  public void publish(HasMetadata object, Type type, String action, String reason, String note) {
    Instant now = clock.instant();
    ObjectReference regarding =
        new ObjectReferenceBuilder()
            .withApiVersion(object.getApiVersion())
            .withKind(object.getKind())
            .withNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .withUid(object.getMetadata().getUid())
            .build();
    // Events about cluster-scoped objects stand in the namespace default; so the API server wants
    // it.
    String namespace = Objects.requireNonNullElse(regarding.getNamespace(), "default");
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withName(
                object.getMetadata().getName()
                    + "."
                    + Long.toHexString(now.getEpochSecond() * 1_000_000_000 + now.getNano()))
            .withNamespace(namespace)
            .endMetadata()
            .withEventTime(new MicroTime(MICRO_TIME.format(now)))
            .withReportingController(CONTROLLER)
            .withReportingInstance(instance)
            .withRegarding(regarding)
            .withType(type.label)
            .withAction(action)
            .withReason(reason)
            .withNote(brief(note))
            .build();
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.atWarn()
          .addKeyValue("reason", reason)
          .addKeyValue("object", regarding.getName())
          .addKeyValue("error", e.getMessage())
          .log("event not published");
    }
  }

  /** {@code note}, or as much of its beginning as the API server takes. */
  static String brief(String note) {
    byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_NOTE) {
      return note;
    }
    int end = MAX_NOTE - MORE.getBytes(StandardCharsets.UTF_8).length;
    // Not in the middle of a character.
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + MORE;
  }
}
