package dev.breakwater.scanner.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.image.reference.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry on this machine that does what a test tells it. */
public final class FakeRegistry implements AutoCloseable {
  /** What was asked: method and address, then the header Authorization when there was one. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  final List<Optional<String>> authorizations = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, byte[]> content = new HashMap<>();
  private final Map<String, HttpHandler> handlers = new HashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Starts it on a free port. */
  public FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Host and port. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String address(String path) {
    return "http://" + host() + path;
  }

  /** A reference to an image here. */
  public ImageReference image(String name) {
    return ImageReference.parse(host() + "/" + name).orElseThrow();
  }

  /** Serves bytes. */
  public FakeRegistry has(String path, byte[] bytes) {
    content.put(path, bytes);
    return this;
  }

  /** Serves all files of an OCI layout as manifests and blobs of a repository. */
  FakeRegistry hasAll(String repository, Map<String, byte[]> files) {
    files.forEach(
        (name, bytes) -> {
          if (name.startsWith("blobs/")) {
            String digest = name.substring("blobs/".length()).replace('/', ':');
            has("/v2/" + repository + "/manifests/" + digest, bytes);
            has("/v2/" + repository + "/blobs/" + digest, bytes);
          }
        });
    return this;
  }

  /** Answers a path in another way. */
  FakeRegistry on(String path, HttpHandler handler) {
    handlers.put(path, handler);
    return this;
  }

  static HttpHandler status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  static HttpHandler json(String json) {
    return exchange ->
        send(exchange, 200, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      authorizations.add(
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
      HttpHandler handler = handlers.get(path);
      if (handler != null) {
        handler.handle(exchange);
      } else if (content.containsKey(path)) {
        send(exchange, 200, content.get(path));
      } else {
        send(
            exchange,
            404,
            "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  byte[] content(String path) {
    return content.getOrDefault(path, new byte[0]);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
