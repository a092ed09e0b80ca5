package dev.breakwater.operator.image;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.reference.Digest;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the advisories say about the images that were asked for last; of all others the facts on
 * disk are judged again when they are needed, which takes milliseconds. Safe for use by several
 * threads.
 */
final class Assessments {
  /** What is kept: packages and vulnerabilities together, some hundred bytes each. */
  private static final int MOST = 60_000;

  private final Facts facts;
  private final Advisories advisories;
  private final int most;
  private final Map<Digest, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int weight;

  /** Where facts are, by the digest of the manifest. */
  interface Facts {
    /** Empty when they are not there. */
    Optional<ImageFacts> of(Digest manifest);

    /** Another number when the same manifest may have other facts. */
    long version();
  }

  private record Kept(Assessment assessment, List<Long> state) {
    int weight() {
      return 10 + assessment.facts().packages().size() + assessment.vulnerabilities().size();
    }
  }

  Assessments(Facts facts, Advisories advisories) {
    this(facts, advisories, MOST);
  }

  Assessments(Facts facts, Advisories advisories, int most) {
    this.facts = facts;
    this.advisories = advisories;
    this.most = most;
  }

  /**
   * What is known about an image today; empty when its facts are gone. While there are no
   * advisories, it has no vulnerabilities and {@link Assessment#advisories()} is empty.
   *
   * @throws IOException when the database is damaged
   */
  Optional<Assessment> of(Digest manifest) throws IOException {
    List<Long> state = List.of(advisories.edition(), facts.version());
    Optional<Assessment> remembered = remembered(manifest, state);
    if (remembered.isPresent()) {
      return remembered;
    }
    Optional<ImageFacts> found = facts.of(manifest);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Assessment assessment =
        advisories
            .assess(found.get())
            .orElseGet(
                () ->
                    new Assessment(
                        found.get(), List.of(), Optional.empty(), List.of(), Optional.empty()));
    remember(manifest, new Kept(assessment, state));
    return Optional.of(assessment);
  }

  private synchronized Optional<Assessment> remembered(Digest manifest, List<Long> state) {
    return Optional.ofNullable(kept.get(manifest))
        .filter(one -> one.state().equals(state))
        .map(Kept::assessment);
  }

  private synchronized void remember(Digest manifest, Kept one) {
    Kept before = kept.put(manifest, one);
    weight += one.weight() - (before == null ? 0 : before.weight());
    Iterator<Kept> oldest = kept.values().iterator();
    while (weight > most && kept.size() > 1) {
      weight -= oldest.next().weight();
      oldest.remove();
    }
  }
}
