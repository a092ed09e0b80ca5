package dev.breakwater.operator;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers every fifth request or so itself, the first write and every fourth after it: too many
 * requests, no service, an error, and to writes in turn that somebody else has written.
 */
final class FlakyNetwork implements Interceptor, AutoCloseable {
  private static final List<Integer> FAULTS = List.of(429, 503, 500);

  private final HttpServer server;
  private final Random random = new Random(3);
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger conflicts = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger refusedWrites = new AtomicInteger();

  FlakyNetwork() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            int status = FAULTS.get(refused.getAndIncrement() % FAULTS.size());
            if (isWrite(exchange.getRequestMethod()) && refusedWrites.getAndIncrement() % 2 == 0) {
              status = 409;
              conflicts.incrementAndGet();
            }
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
  }

  /** How many requests were refused. */
  int refused() {
    return refused.get();
  }

  /** How many writes were refused as conflicts. */
  int conflicts() {
    return conflicts.get();
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (isWrite(request.method()) ? writes.getAndIncrement() % 4 == 0 : isUnlucky()) {
      builder.uri(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }
  }

  private static boolean isWrite(String method) {
    return Set.of("PUT", "PATCH").contains(method);
  }

  private boolean isUnlucky() {
    synchronized (random) {
      return random.nextInt(5) == 0;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
