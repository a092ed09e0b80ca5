package dev.breakwater.scanner.registry;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.credentials.Credential;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.ManifestDocument;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import dev.breakwater.scanner.source.VerifiedStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One repository, for as long as one pull lasts. Tries the mirrors, then the registry; at each the
 * credentials in their order, and stays with what works.
 */
public final class Repository {
  private final List<Endpoint> endpoints;
  private final Credentials credentials;
  private final Transport transport;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Endpoint, List<Session>> sessions = new HashMap<>();
  private volatile Optional<Session> working = Optional.empty();

  Repository(List<Endpoint> endpoints, Credentials credentials, Transport transport) {
    this.endpoints = List.copyOf(endpoints);
    this.credentials = credentials;
    this.transport = transport;
  }

  /** The bytes of the manifest or index that a tag names now. */
  public byte[] tagged(String tag) throws PullException {
    return attempt(session -> session.manifest(tag, Optional.empty()));
  }

  /** The bytes of a manifest or index, verified. */
  public byte[] manifest(Digest digest) throws PullException {
    return attempt(session -> session.manifest(digest.toString(), Optional.of(digest)));
  }

  /** Opens a blob, which is verified while it is read. */
  public VerifiedStream blob(Descriptor blob) throws PullException {
    return new VerifiedStream(attempt(session -> session.blob(blob)), blob);
  }

  /**
   * What refers to a manifest, such as signatures: by the referrers API, else by the index at the
   * tag {@code sha256-...} (distribution-spec, "Referrers Tag Schema"). What these are is claimed
   * by who pushed them: {@link #referrer} reads one.
   */
  public List<Descriptor> referrers(Digest subject) throws PullException {
    return attempt(session -> new Referrers(session, subject).list());
  }

  /**
   * The manifest of a referrer.
   *
   * @throws PullException {@link PullFailure#DIGEST_MISMATCH} when it speaks about another manifest
   */
  public ManifestDocument.Manifest referrer(Digest subject, Descriptor referrer)
      throws PullException {
    byte[] bytes = manifest(referrer.digest());
    try {
      return Referrers.verified(bytes, subject);
    } catch (IOException e) {
      throw PullException.of(e, referrer.digest().toString());
    }
  }

  @FunctionalInterface
  private interface Call<T> {
    T at(Session session) throws IOException;
  }

  private <T> T attempt(Call<T> call) throws PullException {
    List<PullException> failed = new ArrayList<>();
    Optional<Session> first = working;
    if (first.isPresent()) {
      try {
        return call.at(first.get());
      } catch (IOException e) {
        failed.add(PullException.of(e, first.get().endpoint().name()));
      }
      if (endpoints.size() == 1) {
        throw failed.getFirst();
      }
    }
    for (Endpoint endpoint : endpoints) {
      Optional<T> result = attempt(call, endpoint, first, failed);
      if (result.isPresent()) {
        return result.get();
      }
    }
    PullException last = failed.removeLast();
    failed.forEach(last::addSuppressed);
    throw last;
  }

  private <T> Optional<T> attempt(
      Call<T> call,
      Endpoint endpoint,
      Optional<Session> failedAlready,
      List<PullException> failed) {
    try {
      for (Session session : sessions(endpoint)) {
        if (failedAlready.isPresent() && failedAlready.get() == session) {
          continue;
        }
        try {
          T result = call.at(session);
          working = Optional.of(session);
          return Optional.of(result);
        } catch (IOException e) {
          failed.add(PullException.of(e, endpoint.name()));
        }
        if (!isAboutCredentials(failed.getLast().failure())) {
          break;
        }
      }
    } catch (PullException e) {
      failed.add(e);
    }
    return Optional.empty();
  }

  /** Some registries say that an image is not there to who may not see it. */
  private static boolean isAboutCredentials(PullFailure failure) {
    return failure == PullFailure.UNAUTHORIZED
        || failure == PullFailure.FORBIDDEN
        || failure == PullFailure.NOT_IN_REGISTRY;
  }

  private List<Session> sessions(Endpoint endpoint) throws PullException {
    lock.lock();
    try {
      List<Session> known = sessions.get(endpoint);
      if (known != null) {
        return known;
      }
      transport.rule().checkRegistry(endpoint.origin());
      List<Session> found = new ArrayList<>();
      for (Credential credential : credentials.find(endpoint.name())) {
        found.add(new Session(endpoint, Optional.of(credential), transport));
      }
      if (found.isEmpty()) {
        found.add(new Session(endpoint, Optional.empty(), transport));
      }
      sessions.put(endpoint, found);
      return found;
    } finally {
      lock.unlock();
    }
  }
}
