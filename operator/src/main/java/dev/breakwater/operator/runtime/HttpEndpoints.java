package dev.breakwater.operator.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code /healthz}, {@code /readyz} and {@code /metrics} over plain HTTP, as the kubelet and
 * Prometheus ask for them, and {@code /reports}.
 *
 * <p>Healthy means that the process can answer; ready, that what it serves is complete. Nothing of
 * these tells of what the cluster holds, so they do not ask who is there; reports do.
 */
public final class HttpEndpoints implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Starts to serve.
   *
   * @param port 0 picks a free one
   * @param healthy answers {@code /healthz}
   * @param ready answers {@code /readyz}
   * @param metrics the text of {@code /metrics}, in Prometheus' exposition format
   * @throws UncheckedIOException if the port is taken
   */
  public HttpEndpoints(
      int port, BooleanSupplier healthy, BooleanSupplier ready, Supplier<String> metrics) {
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException e) {
      threads.close();
      throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
    }
    server.setExecutor(threads);
    server.createContext("/healthz", exchange -> probe(exchange, healthy));
    server.createContext("/readyz", exchange -> probe(exchange, ready));
    server.createContext(
        "/metrics",
        exchange ->
            answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
    server.start();
  }

  /** The port that is served. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Also serves {@code GET /reports/<namespace>/<name>}. */
  public void serve(ReportsEndpoint reports) {
    server.createContext(
        "/reports/",
        exchange -> {
          ReportsEndpoint.Answer answer =
              exchange.getRequestMethod().equals("GET")
                  ? reports.answer(
                      exchange.getRequestURI().getPath(),
                      Objects.requireNonNullElse(
                          exchange.getRequestHeaders().getFirst("Authorization"), ""))
                  : ReportsEndpoint.Answer.plain(405, "only GET is answered here");
          answer(exchange, answer.status(), answer.type(), answer.body());
        });
  }

  private static void probe(HttpExchange exchange, BooleanSupplier state) throws IOException {
    boolean good = state.getAsBoolean();
    answer(exchange, good ? 200 : 503, "text/plain; charset=utf-8", good ? "ok\n" : "not yet\n");
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
      if (!head) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
