package dev.breakwater.operator;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every fifth request or so itself: too many requests, or no service. */
final class FlakyNetwork implements Interceptor, AutoCloseable {
  private final HttpServer server;
  private final Random random = new Random(3);
  private final AtomicInteger refused = new AtomicInteger();

  FlakyNetwork() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean busy = refused.getAndIncrement() % 2 == 0;
            exchange.sendResponseHeaders(busy ? 429 : 503, -1);
          }
        });
    server.start();
  }

  /** How many requests were refused. */
  int refused() {
    return refused.get();
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    synchronized (random) {
      if (random.nextInt(5) == 0) {
        builder.uri(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
