package dev.breakwater.scanner.registry;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.credentials.Credential;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.ManifestDocument;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import dev.breakwater.scanner.source.VerifiedStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Talks to one endpoint with one credential, and keeps the token for as long as the pull lasts. */
final class Session {
  private static final Set<Integer> NO_SUCH_API = Set.of(400, 404, 405, 501);

  private final Endpoint endpoint;
  private final Optional<Credential> credential;
  private final Transport transport;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Optional<String> authorization = Optional.empty();

  Session(Endpoint endpoint, Optional<Credential> credential, Transport transport) {
    this.endpoint = endpoint;
    this.credential = credential;
    this.transport = transport;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /**
   * The bytes of a manifest, verified.
   *
   * @param reference a tag or a digest
   */
  byte[] manifest(String reference, Optional<Digest> digest) throws IOException {
    Ask ask =
        Ask.get(endpoint.uri("manifests/" + reference), endpoint.origin())
            .accepting(ManifestDocument.MEDIA_TYPES);
    Answer answer = get(ask);
    String stated = answer.header("Docker-Content-Digest");
    byte[] bytes = answer.bytes(ManifestDocument.MAX_BYTES, "manifest " + reference);
    String actual =
        digest.isPresent()
            ? VerifiedStream.digest(bytes, digest.get().algorithm()).toString()
            : VerifiedStream.digest(bytes).toString();
    boolean lies =
        digest.isPresent()
            ? !actual.equals(digest.get().toString())
            : stated.startsWith("sha256:") && !actual.equals(stated);
    if (lies) {
      throw new PullException(
          PullFailure.DIGEST_MISMATCH,
          "manifest %s of %s has the digest %s".formatted(reference, endpoint.name(), actual));
    }
    return bytes;
  }

  /** Opens a blob; what breaks is taken up again. Not verified yet. */
  ResumingStream blob(Descriptor blob) throws IOException {
    Ask ask = Ask.get(endpoint.uri("blobs/" + blob.digest()), endpoint.origin());
    return ResumingStream.open(offset -> get(ask.from(offset)), blob);
  }

  /** A page of what refers to a manifest; empty when the registry has no referrers API. */
  Optional<Answer> referrers(String path) throws IOException {
    Ask ask =
        Ask.get(endpoint.uri(path), endpoint.origin()).accepting(ManifestDocument.MEDIA_TYPES);
    Answer answer = authorized(ask);
    if (NO_SUCH_API.contains(answer.status())) {
      answer.close();
      return Optional.empty();
    }
    return Optional.of(successful(answer, ask));
  }

  private Answer get(Ask ask) throws IOException {
    return successful(authorized(ask), ask);
  }

  private Answer successful(Answer answer, Ask ask) throws IOException {
    if (answer.status() == 200 || answer.status() == 206) {
      return answer;
    }
    throw Faults.of(answer, transport, ask.toString());
  }

  /** Asks, and asks again with a token where the registry wants one. */
  private Answer authorized(Ask ask) throws IOException {
    Optional<String> sent = authorization;
    Answer answer = transport.send(ask.as(sent));
    if (answer.status() != 401) {
      return answer;
    }
    List<Challenge> challenges = Challenge.parse(answer.headers().allValues("WWW-Authenticate"));
    // gives back the connection, which the token may need
    PullException unauthorized = Faults.of(answer, transport, ask.toString());
    Optional<String> better = authorize(challenges, sent);
    if (better.isEmpty()) {
      throw unauthorized;
    }
    return transport.send(ask.as(better));
  }

  /** Another authorization than the one that was refused; empty when there is none. */
  private Optional<String> authorize(List<Challenge> challenges, Optional<String> refused)
      throws IOException {
    lock.lock();
    try {
      if (!authorization.equals(refused)) {
        return authorization;
      }
      Optional<Challenge> bearer = ofScheme(challenges, "bearer");
      Optional<String> next = Optional.empty();
      if (bearer.isPresent()) {
        next = Optional.of(new TokenService(transport).token(bearer.get(), credential, endpoint));
      } else if (ofScheme(challenges, "basic").isPresent()
          && credential.orElse(null) instanceof Credential.Password password) {
        next = TokenService.basic(password);
      }
      next = next.equals(refused) ? Optional.empty() : next;
      if (next.isPresent()) {
        authorization = next;
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private static Optional<Challenge> ofScheme(List<Challenge> challenges, String scheme) {
    return challenges.stream().filter(c -> c.scheme().equals(scheme)).findFirst();
  }
}
