package dev.breakwater.scanner.sbom;

import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Statements whether products are affected by vulnerabilities, as <a
 * href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md">OpenVEX 0.2.0</a> makes them.
 * Whether they are to be believed is for those who know the signature.
 *
 * @param id names the document
 * @param author who makes the statements
 * @param statements in their order; a later one about the same counts more
 */
public record Vex(String id, String author, List<Statement> statements) {

  private static final int MAX_BYTES = 16 << 20;

  /** The statuses of OpenVEX. */
  public enum Status {
    /** Nothing needs to be done. */
    NOT_AFFECTED,
    /** Something should be done. */
    AFFECTED,
    /** These versions contain a fix. */
    FIXED,
    /** It is not known yet. */
    UNDER_INVESTIGATION;

    /** The name as it is written, such as {@code not_affected}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why a product is not affected. */
  public enum Justification {
    /** The vulnerable component is not there. */
    COMPONENT_NOT_PRESENT,
    /** The component is there without the vulnerable code. */
    VULNERABLE_CODE_NOT_PRESENT,
    /** The vulnerable code is never run. */
    VULNERABLE_CODE_NOT_IN_EXECUTE_PATH,
    /** The vulnerable code cannot be reached by an attacker. */
    VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY,
    /** Something built in prevents exploitation. */
    INLINE_MITIGATIONS_ALREADY_EXIST;

    /** The name as it is written. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is spoken about.
   *
   * @param ids an IRI or package URL, and other package URLs of the same
   * @param subcomponents the packages inside of it that the statement is about; none means all
   */
  public record Product(List<String> ids, List<String> subcomponents) {

    /** Copies the lists. */
    public Product {
      ids = List.copyOf(ids);
      subcomponents = List.copyOf(subcomponents);
    }
  }

  /**
   * One statement.
   *
   * @param vulnerability its id
   * @param aliases its other ids
   * @param products what is spoken about; none means whatever the document is attached to
   * @param status what is said
   * @param justification why it is not affected
   * @param impact the same in words; empty when there are none
   * @param timestamp when it was said, where that is told
   */
  public record Statement(
      String vulnerability,
      List<String> aliases,
      List<Product> products,
      Status status,
      Optional<Justification> justification,
      String impact,
      Optional<Instant> timestamp) {

    /** Copies the lists. */
    public Statement {
      aliases = List.copyOf(aliases);
      products = List.copyOf(products);
    }
  }

  /** Copies the list. */
  public Vex {
    statements = List.copyOf(statements);
  }

  /**
   * Reads a document.
   *
   * @throws MalformedException when it is not OpenVEX, has an unknown status or justification, or
   *     says {@code not_affected} without a reason
   * @throws LimitExceededException when it is longer than 16 MiB or nested too deep
   */
  public static Vex read(byte[] json) throws MalformedException, LimitExceededException {
    JsonObject root = JsonObject.parse(json, "OpenVEX document", MAX_BYTES);
    if (root.has("predicateType")) {
      Optional<JsonObject> predicate = root.object("predicate");
      root = predicate.orElse(root);
    }
    String context = root.text("@context").orElse("");
    if (!context.startsWith("https://openvex.dev/ns")) {
      throw new MalformedException("OpenVEX document: @context is not https://openvex.dev/ns");
    }
    Optional<Instant> made = timestamp(root.text("timestamp").orElse(""));
    List<Statement> statements = new ArrayList<>();
    for (JsonObject statement : root.objects("statements")) {
      statements.add(statement(statement, made));
    }
    return new Vex(root.text("@id").orElse(""), root.text("author").orElse(""), statements);
  }

  private static Statement statement(JsonObject json, Optional<Instant> made)
      throws MalformedException {
    List<String> aliases = new ArrayList<>();
    String vulnerability = vulnerability(json, aliases);
    List<Product> products = new ArrayList<>();
    if (json.has("products")) {
      for (JsonObject product : json.objects("products")) {
        List<String> subcomponents = new ArrayList<>();
        for (JsonObject part : product.objects("subcomponents")) {
          subcomponents.addAll(ids(part));
        }
        products.add(new Product(ids(product), subcomponents));
      }
    }
    Status status = status(json.requiredText("status"));
    Optional<String> reason = json.text("justification").filter(text -> !text.isEmpty());
    Optional<Justification> justification =
        reason.isEmpty() ? Optional.empty() : Optional.of(justification(reason.get()));
    String impact = json.text("impact_statement").orElse("");
    if (status == Status.NOT_AFFECTED && justification.isEmpty() && impact.isEmpty()) {
      throw new MalformedException(
          json + ": not_affected needs a justification or an impact_statement");
    }
    Optional<Instant> said = timestamp(json.text("timestamp").orElse(""));
    return new Statement(
        vulnerability, aliases, products, status, justification, impact, said.or(() -> made));
  }

  private static String vulnerability(JsonObject json, List<String> aliases)
      throws MalformedException {
    Optional<JsonObject> object = json.object("vulnerability");
    if (object.isEmpty()) {
      throw new MalformedException(json + " has no vulnerability");
    }
    aliases.addAll(object.get().texts("aliases"));
    return object.get().requiredText("name");
  }

  private static List<String> ids(JsonObject product) throws MalformedException {
    List<String> ids = new ArrayList<>();
    product.text("@id").filter(id -> !id.isEmpty()).ifPresent(ids::add);
    ids.addAll(
        product.textMap("identifiers").entrySet().stream()
            .filter(identifier -> identifier.getKey().equals("purl"))
            .map(java.util.Map.Entry::getValue)
            .filter(purl -> !ids.contains(purl))
            .toList());
    return ids;
  }

  private static Status status(String text) throws MalformedException {
    for (Status status : Status.values()) {
      if (status.toString().equals(text)) {
        return status;
      }
    }
    throw new MalformedException("OpenVEX document: an unknown status");
  }

  private static Justification justification(String text) throws MalformedException {
    for (Justification justification : Justification.values()) {
      if (justification.toString().equals(text)) {
        return justification;
      }
    }
    throw new MalformedException("OpenVEX document: an unknown justification");
  }

  private static Optional<Instant> timestamp(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
