package dev.breakwater.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.operator.runtime.Settings;
import dev.breakwater.operator.runtime.Settings.InvalidSettingException;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One start and one scan without a cluster, for the JVM to learn which classes they need: whoever
 * builds an image runs this once with {@code -XX:AOTCacheOutput}, and starts take half the time.
 *
 * <p>The API server is played by a few objects in memory. It knows just enough to get to the end of
 * a run; whether the operator is right is for tests against a real one.
 */
public final class Rehearsal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch scanned = new CountDownLatch(1);
  private final AtomicLong version = new AtomicLong();
  private final Map<String, ObjectNode> objects = new ConcurrentSkipListMap<>();
  private final HttpServer server;

  private Rehearsal() throws IOException {
    try (InputStream yaml =
        Objects.requireNonNull(Rehearsal.class.getResourceAsStream("rehearsal.yaml"))) {
      for (JsonNode item : YAML.unmarshal(yaml, ObjectNode.class).path("items")) {
        String plural = item.path("kind").asText().toLowerCase(Locale.ROOT) + "s";
        put("/" + plural.replace("policys", "policies"), (ObjectNode) item);
      }
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Takes no arguments; fails after a minute. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, InvalidSettingException {
    boolean scanned;
    try (Rehearsal rehearsal = new Rehearsal();
        Breakwater operator = rehearsal.operator()) {
      operator.start();
      scanned = rehearsal.scanned.await(1, TimeUnit.MINUTES);
    }
    System.exit(scanned ? 0 : 1);
  }

  /** All but what needs a network. */
  private static Settings settings() throws InvalidSettingException {
    return Settings.from(
        Map.of(
            "BREAKWATER_NAMESPACE", "default",
            "BREAKWATER_IDENTITY", "rehearsal",
            "BREAKWATER_LEADER_ELECTION", "false",
            "BREAKWATER_HTTP_PORT", "0",
            "BREAKWATER_FEATURES", "scans,image-policies,isolation"));
  }

  private Breakwater operator() throws InvalidSettingException {
    return new Breakwater(
        settings(),
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .build())
            .build(),
        Clock.systemUTC(),
        code -> {});
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/(api|apis/[^/]+)/[^/]+", "");
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "GET" -> get(exchange, path);
        case "POST" -> send(exchange, 201, put(path, read(exchange)));
        default ->
            send(exchange, 200, put(path.replaceFirst("/[^/]+(/status)?$", ""), read(exchange)));
      }
    }
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    ObjectNode object = objects.get(path);
    if (Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "")
        .contains("watch=true")) {
      watch(exchange);
    } else if (path.chars().filter(letter -> letter == '/').count() % 2 == 1) {
      send(exchange, 200, list(path));
    } else if (object != null) {
      send(exchange, 200, object);
    } else {
      send(exchange, 404, JSON.createObjectNode().put("kind", "Status").put("code", 404));
    }
  }

  /** A watch that tells of nothing. Without WebSocket the client asks again for plain HTTP. */
  private void watch(HttpExchange exchange) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Upgrade")) {
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    try {
      scanned.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode list(String path) {
    String plural = path.substring(path.lastIndexOf('/'));
    ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    list.putObject("metadata").put("resourceVersion", Long.toString(version.get()));
    ArrayNode items = list.putArray("items");
    objects.forEach(
        (key, object) -> {
          if (key.replaceFirst("/[^/]+$", "").endsWith(plural)) {
            items.add(object);
          }
        });
    return list;
  }

  private ObjectNode put(String collection, ObjectNode object) {
    ObjectNode metadata = object.withObject("/metadata");
    metadata.put("uid", "uid-" + metadata.path("name").asText());
    metadata.put("generation", 1);
    metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
    metadata.put("resourceVersion", Long.toString(version.incrementAndGet()));
    if (object.path("status").has("lastRun")) {
      scanned.countDown();
    }
    objects.put(collection + "/" + metadata.path("name").asText(), object);
    return object;
  }

  private static ObjectNode read(HttpExchange exchange) {
    return YAML.unmarshal(exchange.getRequestBody(), ObjectNode.class);
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
