package dev.breakwater.scanner.match;

import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.Exploitation;
import dev.breakwater.scanner.advisory.OsvAdvisories;
import dev.breakwater.scanner.advisory.VulnerabilityDetail;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is asked about packages.
 *
 * @param database trivy-db, the authority for every release and ecosystem that it knows
 * @param osv OSV records, which fill what the database lacks
 * @param additive whether both are asked where both speak: that brings back vulnerabilities that a
 *     vendor says do not affect its packages
 * @param exploitation KEV and EPSS
 */
public record Sources(
    Optional<AdvisoryDatabase> database,
    Optional<OsvAdvisories> osv,
    boolean additive,
    Exploitation exploitation) {

  /** The database alone. */
  public static Sources of(AdvisoryDatabase database) {
    return new Sources(Optional.of(database), Optional.empty(), false, Exploitation.UNKNOWN);
  }

  Optional<VulnerabilityDetail> detail(String id) throws IOException {
    return database.isPresent() ? database.get().detail(id) : Optional.empty();
  }

  /** When the database was collected; without one, when the newest OSV record was changed. */
  Optional<Instant> updatedAt() {
    return database
        .flatMap(db -> db.metadata().updatedAt())
        .or(() -> osv.map(OsvAdvisories::updatedAt));
  }

  /** The feeds, for a person. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    database.ifPresent(db -> names.addAll(db.feeds()));
    osv.ifPresent(records -> names.add("OSV, %,d records".formatted(records.size())));
    return names;
  }
}
