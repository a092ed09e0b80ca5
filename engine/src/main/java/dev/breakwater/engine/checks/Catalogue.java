package dev.breakwater.engine.checks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every check there is, in the order in which documentation lists them. */
public final class Catalogue {
  static final List<Rule> RULES =
      Stream.of(
              PodSecurityBaseline.RULES,
              PodSecurityRestricted.RULES,
              Contexts.RULES,
              HostAccess.RULES,
              Capabilities.RULES,
              Images.RULES,
              ImageContent.RULES,
              Secrets.RULES,
              Resources.RULES,
              ServiceAccounts.RULES,
              Programs.RULES,
              Namespaces.RULES)
          .flatMap(Collection::stream)
          .toList();

  static final List<Rule.OfWorkload> OF_WORKLOADS = only(Rule.OfWorkload.class);
  static final List<Rule.OfNamespace> OF_NAMESPACES = only(Rule.OfNamespace.class);

  private static final Map<String, Check> BY_ID = byId();

  private Catalogue() {}

  /** Every check, in order. */
  public static List<Check> checks() {
    return List.copyOf(BY_ID.values());
  }

  /** The check of that id, in any case; empty if there is none. */
  public static Optional<Check> find(String id) {
    return Optional.ofNullable(BY_ID.get(id.toUpperCase(Locale.ROOT)));
  }

  /**
   * A check that is known to exist.
   *
   * @throws IllegalArgumentException if it does not
   */
  static Check get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no check " + id));
  }

  private static <R extends Rule> List<R> only(Class<R> kind) {
    return RULES.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Map<String, Check> byId() {
    Map<String, Check> byId = new LinkedHashMap<>();
    for (Rule rule : RULES) {
      byId.put(rule.check().id(), rule.check());
    }
    return byId;
  }
}
