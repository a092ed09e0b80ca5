package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.Assessment.Advisories;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Vulnerability;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what the advisories of the day mean for an image: from its facts alone, without its bytes.
 * The rules are those of Trivy 0.74, see {@link Platform} and {@link Language}.
 */
public final class Matcher {
  /** Keys of Red Hat and SUSE, which their databases list as packages. */
  private static final String PUBLIC_KEY = "gpg-pubkey";

  private final Sources sources;

  /** Asks these sources. */
  public Matcher(Sources sources) {
    this.sources = sources;
  }

  /**
   * Judges an image. One finding for each id, name, installed version and path; sorted by name,
   * version, path and id.
   *
   * @param facts what it contains
   * @param endOfLife the last day on which its distribution gets fixes, handed through
   * @throws dev.breakwater.scanner.database.DatabaseGoneException when the database vanished: open
   *     it again and repeat
   * @throws IOException when the database is damaged
   */
  public Assessment assess(ImageFacts facts, Optional<LocalDate> endOfLife) throws IOException {
    Authorities authorities = Authorities.of(sources, facts);
    List<Vulnerability> vulnerabilities = judge(authorities, facts.packages());
    return new Assessment(facts, vulnerabilities, endOfLife, authorities.problems(), state());
  }

  /**
   * What packages have that are in no image.
   *
   * @param vulnerabilities sorted as those of an image
   * @param problems what is not assessed: nobody speaks about it
   */
  public record Judged(List<Vulnerability> vulnerabilities, List<Problem> problems) {
    /** Copies the lists. */
    public Judged {
      vulnerabilities = List.copyOf(vulnerabilities);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Judges packages that are in no image, such as the {@link KubernetesComponents} of a cluster.
   *
   * @throws dev.breakwater.scanner.database.DatabaseGoneException when the database vanished: open
   *     it again and repeat
   * @throws IOException when the database is damaged
   */
  public Judged judge(List<InstalledPackage> packages) throws IOException {
    Authorities authorities = Authorities.of(sources, packages);
    return new Judged(judge(authorities, packages), authorities.problems());
  }

  private List<Vulnerability> judge(Authorities authorities, List<InstalledPackage> packages)
      throws IOException {
    Describer describer = new Describer(sources::detail, sources.exploitation());
    Map<Key, Vulnerability> found = new LinkedHashMap<>();
    for (InstalledPackage installed : packages) {
      if (installed.origin() == InstalledPackage.Origin.DISTRIBUTION
          && !installed.name().equals(PUBLIC_KEY)) {
        for (PackageMatcher matcher : authorities.forPackagesOf(installed.type())) {
          for (Match match : matcher.match(installed)) {
            found.merge(Key.of(match), describer.describe(match), Matcher::laterFix);
          }
        }
      }
    }
    List<Vulnerability> vulnerabilities = new ArrayList<>(found.values());
    vulnerabilities.sort(
        Comparator.comparing((Vulnerability v) -> v.affected().name())
            .thenComparing(v -> v.affected().version())
            .thenComparing(v -> v.affected().path())
            .thenComparing(Vulnerability::id));
    return vulnerabilities;
  }

  /** What makes two findings the same. */
  private record Key(String id, String name, String installed, String path) {
    static Key of(Match match) {
      InstalledPackage affected = match.affected();
      return new Key(match.id(), affected.name(), affected.version(), affected.path());
    }
  }

  /**
   * Of the same finding in several feeds the one stays whose fix is the larger text, as in Trivy.
   */
  private static Vulnerability laterFix(Vulnerability first, Vulnerability second) {
    return first.fixed().compareTo(second.fixed()) < 0 ? second : first;
  }

  private Optional<Advisories> state() {
    return sources.updatedAt().map(updatedAt -> new Advisories(updatedAt, sources.names()));
  }
}
