package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLException;

/**
 * Sends questions: so many at a time to each registry, along redirects that the rules allow, and
 * once more after a fault that may pass.
 */
final class Transport implements AutoCloseable {
  private static final int MAX_REDIRECTS = 5;
  private static final int MAX_ATTEMPTS = 4;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

  private final RegistryOptions options;
  private final AddressRule rule;
  private final Pause pause;
  private final InstantSource clock;
  private final HttpClient client;
  private final Map<Origin, Semaphore> permits = new ConcurrentHashMap<>();

  Transport(RegistryOptions options, AddressRule rule, Pause pause, InstantSource clock) {
    this.options = options;
    this.rule = rule;
    this.pause = pause;
    this.clock = clock;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(options.proxies())
            .connectTimeout(options.timeouts().connect())
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    if (!options.authorities().isEmpty()) {
      builder.sslContext(Certificates.context(options.authorities()));
    }
    this.client = builder.build();
  }

  AddressRule rule() {
    return rule;
  }

  /**
   * The answer to a question, whatever its status but a redirect. What may pass (429, 5xx, a broken
   * connection) is tried again, unless the registry asks to wait longer than the options allow.
   *
   * @throws PullException when there is no answer
   */
  Answer send(Ask ask) throws IOException {
    Duration backoff = FIRST_BACKOFF;
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == MAX_ATTEMPTS;
      Duration wait = backoff;
      try {
        Answer answer = follow(ask);
        if (last || !PASSING.contains(answer.status())) {
          return answer;
        }
        wait = retryAfter(answer).orElse(backoff);
        if (wait.compareTo(options.timeouts().retryAfter()) > 0) {
          return answer;
        }
        answer.close();
      } catch (PullException e) {
        if (last
            || e.failure() != PullFailure.UNREACHABLE
            || e.getCause() instanceof SSLException) {
          throw e;
        }
      }
      pause.during(wait);
      backoff = backoff.multipliedBy(2);
    }
  }

  /** What the registry asks to wait, in seconds or until a date (RFC 9110, section 10.2.3). */
  Optional<Duration> retryAfter(Answer answer) {
    String text = answer.header("Retry-After").strip();
    try {
      return Optional.of(Duration.ofSeconds(Math.clamp(Long.parseLong(text), 0, 1 << 30)));
    } catch (NumberFormatException e) {
      return until(text);
    }
  }

  private Optional<Duration> until(String text) {
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Answer follow(Ask first) throws IOException {
    Ask ask = first;
    for (int redirects = 0; ; redirects++) {
      Answer answer = exchange(ask);
      if (!REDIRECTS.contains(answer.status())) {
        return answer;
      }
      String location = answer.header("Location");
      answer.close();
      if (redirects == MAX_REDIRECTS) {
        throw new PullException(
            PullFailure.REFUSED, ask + " redirects more than " + MAX_REDIRECTS + " times");
      }
      if (ask.form().isPresent()) {
        throw new PullException(PullFailure.REFUSED, ask + " redirects what holds a secret");
      }
      URI target = target(ask, location);
      boolean downgrade =
          "https".equalsIgnoreCase(ask.uri().getScheme())
              && !"https".equalsIgnoreCase(target.getScheme());
      if (downgrade) {
        throw new PullException(
            PullFailure.REFUSED, ask + " redirects from https to " + Origin.of(target).scheme());
      }
      rule.check(target, ask.registry());
      ask = ask.at(target);
    }
  }

  private static URI target(Ask ask, String location) throws PullException {
    try {
      if (!location.isEmpty()) {
        return ask.uri().resolve(location);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new PullException(PullFailure.REGISTRY_ERROR, ask + " redirects to what is no address");
  }

  private Answer exchange(Ask ask) throws IOException {
    Semaphore permit =
        permits.computeIfAbsent(
            ask.registry(), registry -> new Semaphore(options.connectionsPerRegistry(), true));
    HttpRequest request = request(ask);
    acquire(permit);
    boolean sent = false;
    try {
      HttpResponse<InputStream> response =
          client.send(request, information -> new PacedBody(options.timeouts()));
      sent = true;
      return new Answer(
          response.statusCode(), response.headers(), response.body(), permit::release);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking a registry");
    } catch (IOException e) {
      throw failure(ask, e);
    } catch (IllegalArgumentException e) {
      // a port beyond 65535 is noticed only now
      throw noAddress(ask);
    } finally {
      if (!sent) {
        permit.release();
      }
    }
  }

  private static void acquire(Semaphore permit) throws InterruptedIOException {
    try {
      permit.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a free connection");
    }
  }

  private HttpRequest request(Ask ask) throws PullException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(ask.uri())
              .timeout(options.timeouts().answer())
              .setHeader("User-Agent", "breakwater");
      ask.headers().forEach(request::setHeader);
      // The client gives it to the proxy only, in a tunnel as well as without one.
      options
          .proxies()
          .authorization(ask.uri())
          .ifPresent(value -> request.setHeader("Proxy-Authorization", value));
      ask.authorization().ifPresent(value -> request.setHeader("Authorization", value));
      ask.form()
          .ifPresent(
              form ->
                  request
                      .setHeader("Content-Type", "application/x-www-form-urlencoded")
                      .POST(HttpRequest.BodyPublishers.ofString(form)));
      return request.build();
    } catch (IllegalArgumentException e) {
      throw noAddress(ask);
    }
  }

  private static PullException noAddress(Ask ask) {
    return new PullException(PullFailure.UNREACHABLE, ask + " is no address to ask");
  }

  private static PullException failure(Ask ask, IOException cause) {
    String problem =
        switch (cause) {
          case HttpConnectTimeoutException e -> "no connection in time";
          case HttpTimeoutException e -> "no answer in time";
          case ConnectException e -> "no connection: " + reason(e);
          case SSLException e -> "no trusted connection: " + e.getMessage();
          default -> "the connection broke: " + cause.getMessage();
        };
    boolean late =
        cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException);
    PullException failure =
        new PullException(
            late ? PullFailure.TIMED_OUT : PullFailure.UNREACHABLE, ask + ": " + problem);
    failure.initCause(cause);
    return failure;
  }

  /** The client wraps an unknown host without a word. */
  private static String reason(ConnectException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return "the host has no address";
      }
    }
    return e.getMessage() == null ? "it was refused" : e.getMessage();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
