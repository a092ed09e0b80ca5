package dev.breakwater.scanner.registry;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.ManifestDocument;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what refers to a manifest. */
final class Referrers {
  private static final int MAX_PAGES = 10;
  private static final int MAX_REFERRERS = 1_000;

  private final Session session;
  private final Digest subject;

  Referrers(Session session, Digest subject) {
    this.session = session;
    this.subject = subject;
  }

  List<Descriptor> list() throws IOException {
    Map<Digest, Descriptor> found = new LinkedHashMap<>();
    String path = "referrers/" + subject;
    for (int page = 1; !path.isEmpty(); page++) {
      Optional<Answer> answer = session.referrers(path);
      if (answer.isEmpty()) {
        return page == 1 ? fallback() : List.copyOf(found.values());
      }
      if (page > MAX_PAGES) {
        answer.get().close();
        throw new LimitExceededException("pages of referrers", MAX_PAGES);
      }
      path = next(answer.get().header("Link"));
      byte[] bytes = answer.get().bytes(ManifestDocument.MAX_BYTES, "list of referrers");
      for (Descriptor referrer : entries(bytes)) {
        found.put(referrer.digest(), referrer);
      }
      if (found.size() > MAX_REFERRERS) {
        throw new LimitExceededException("referrers of an image", MAX_REFERRERS);
      }
    }
    return List.copyOf(found.values());
  }

  private List<Descriptor> fallback() throws IOException {
    try {
      String tag = subject.algorithm() + "-" + subject.hex();
      return entries(session.manifest(tag, Optional.empty()));
    } catch (PullException e) {
      if (e.failure() == PullFailure.NOT_IN_REGISTRY) {
        return List.of();
      }
      throw e;
    }
  }

  private static List<Descriptor> entries(byte[] json) throws IOException {
    return switch (ManifestDocument.parse(json)) {
      case ManifestDocument.Index(List<ManifestDocument.Entry> entries) -> {
        List<Descriptor> descriptors = new ArrayList<>();
        entries.forEach(entry -> descriptors.add(entry.descriptor()));
        yield descriptors;
      }
      case ManifestDocument.Manifest manifest ->
          throw new PullException(PullFailure.MALFORMED, "the list of referrers is no index");
    };
  }

  /** The query of {@code <...>; rel="next"} (RFC 8288): only that, never another place. */
  private String next(String link) throws PullException {
    int start = link.indexOf('<');
    int end = link.indexOf('>');
    if (start < 0 || end < start || !link.substring(end).contains("next")) {
      return "";
    }
    try {
      String query = URI.create(link.substring(start + 1, end)).getRawQuery();
      return query == null ? "" : "referrers/" + subject + "?" + query;
    } catch (IllegalArgumentException e) {
      throw new PullException(PullFailure.REGISTRY_ERROR, "the next page is at no address");
    }
  }

  /** The manifest, when its subject is the one that was asked for. */
  static ManifestDocument.Manifest verified(byte[] json, Digest subject) throws IOException {
    if (ManifestDocument.parse(json) instanceof ManifestDocument.Manifest manifest) {
      if (manifest.subject().map(s -> s.digest().equals(subject)).orElse(false)) {
        return manifest;
      }
      throw new PullException(
          PullFailure.DIGEST_MISMATCH, "a referrer of " + subject + " has another subject");
    }
    throw new PullException(PullFailure.MALFORMED, "a referrer of " + subject + " is an index");
  }
}
