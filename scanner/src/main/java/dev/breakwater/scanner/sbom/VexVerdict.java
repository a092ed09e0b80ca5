package dev.breakwater.scanner.sbom;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.scanner.purl.PackagePurl;
import dev.breakwater.scanner.purl.Purl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What statements of OpenVEX leave of an assessment. Who makes the statements is believed.
 *
 * <p>A statement is about a vulnerability when it names its id or one of its other names, and about
 * a package when a product is that package, or is what was looked into while its subcomponents are
 * that package or none. Of several the latest counts, by its time, then by its place (<a
 * href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md">OpenVEX 0.2.0</a>, "Updating
 * Statements with Inherited Data" and "Product").
 *
 * @param assessment without the vulnerabilities that are taken out
 * @param excepted those, in their order
 * @param unused how many statements are about nothing that was found
 */
public record VexVerdict(Assessment assessment, List<Excepted> excepted, int unused) {

  /**
   * A vulnerability that is taken out.
   *
   * @param statement {@code not_affected} or {@code fixed}
   * @param author who says so
   */
  public record Excepted(Vulnerability vulnerability, Vex.Statement statement, String author) {}

  /** Copies the list. */
  public VexVerdict {
    excepted = List.copyOf(excepted);
  }

  private record Said(Vex.Statement statement, String author) {}

  /**
   * Applies {@code documents}.
   *
   * @param subject what names that which was looked into: references, digests, package URLs
   */
  public static VexVerdict of(Assessment assessment, Set<String> subject, List<Vex> documents) {
    List<Said> all = new ArrayList<>();
    for (Vex document : documents) {
      document.statements().forEach(one -> all.add(new Said(one, document.author())));
    }
    all.sort(Comparator.comparing(one -> one.statement().timestamp().orElse(Instant.MIN)));
    Optional<OperatingSystem> system = assessment.facts().operatingSystem();
    List<Vulnerability> left = new ArrayList<>();
    List<Excepted> excepted = new ArrayList<>();
    boolean[] used = new boolean[all.size()];
    for (Vulnerability found : assessment.vulnerabilities()) {
      int latest = -1;
      for (int i = 0; i < all.size(); i++) {
        Vex.Statement statement = all.get(i).statement();
        if (names(statement, found) && speaksOf(statement, found.affected(), system, subject)) {
          used[i] = true;
          latest = i;
        }
      }
      if (latest >= 0 && takesOut(all.get(latest).statement().status())) {
        Said last = all.get(latest);
        excepted.add(new Excepted(found, last.statement(), last.author()));
      } else {
        left.add(found);
      }
    }
    int unused = 0;
    for (boolean one : used) {
      unused += one ? 0 : 1;
    }
    return new VexVerdict(
        new Assessment(
            assessment.facts(),
            left,
            assessment.endOfLife(),
            assessment.problems(),
            assessment.advisories()),
        excepted,
        unused);
  }

  private static boolean takesOut(Vex.Status status) {
    return switch (status) {
      case NOT_AFFECTED, FIXED -> true;
      case AFFECTED, UNDER_INVESTIGATION -> false;
    };
  }

  private static boolean names(Vex.Statement statement, Vulnerability found) {
    return isNamed(statement.vulnerability(), found)
        || statement.aliases().stream().anyMatch(alias -> isNamed(alias, found));
  }

  private static boolean isNamed(String id, Vulnerability found) {
    return id.equalsIgnoreCase(found.id())
        || found.aliases().stream().anyMatch(id::equalsIgnoreCase)
        || found.vendorIds().stream().anyMatch(id::equalsIgnoreCase);
  }

  private static boolean speaksOf(
      Vex.Statement statement,
      InstalledPackage affected,
      Optional<OperatingSystem> system,
      Set<String> subject) {
    if (statement.products().isEmpty()) {
      return true;
    }
    for (Vex.Product product : statement.products()) {
      boolean whole = product.subcomponents().isEmpty();
      if (product.ids().stream().anyMatch(id -> isSubject(id, subject))
          && (whole || isAmong(product.subcomponents(), affected, system))) {
        return true;
      }
      if (whole && isAmong(product.ids(), affected, system)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSubject(String id, Set<String> subject) {
    return subject.contains(id)
        || Purl.read(id)
            .filter(
                wanted ->
                    subject.stream()
                        .flatMap(name -> Purl.read(name).stream())
                        .anyMatch(wanted::covers))
            .isPresent();
  }

  private static boolean isAmong(
      List<String> ids, InstalledPackage affected, Optional<OperatingSystem> system) {
    Purl own = PackagePurl.of(affected, system);
    return ids.stream().flatMap(id -> Purl.read(id).stream()).anyMatch(id -> id.covers(own));
  }
}
