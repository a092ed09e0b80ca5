package dev.breakwater.engine.podsecurity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who breaks a rule, with what values, and where. Holds nothing until something is wrong, so that a
 * pod without fault costs nearly nothing; and speaks of it in kube-apiserver's words.
 */
final class Tally {
  /** Go sorts text by its bytes in UTF-8, which is not always the order of Java's chars. */
  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private boolean pod;
  private List<PodContainer> containers = List.of();
  private List<String> names = List.of();
  private Collection<String> values = List.of();
  private List<Field> fields = List.of();

  /** The pod itself breaks the rule, at that path below the PodSpec. */
  void pod(String path) {
    pod = true;
    field(new Field(Field.Part.SPEC, "", path));
  }

  /**
   * The container breaks the rule, at that path below it; it counts once however often it is named
   * in a row.
   */
  void container(PodContainer container, String path) {
    if (containers.isEmpty()) {
      containers = new ArrayList<>();
    }
    if (containers.isEmpty() || !containers.getLast().equals(container)) {
      containers.add(container);
      name(container.name());
    }
    field(container.field(path));
  }

  /** Something with that name breaks the rule, such as a volume. */
  void name(String name) {
    if (names.isEmpty()) {
      names = new ArrayList<>();
    }
    names.add(name);
  }

  /** Rules name bad values once each, sorted. */
  void value(String value) {
    if (values.isEmpty()) {
      values = new TreeSet<>(BY_BYTES);
    }
    values.add(value);
  }

  void field(Field field) {
    if (fields.isEmpty()) {
      fields = new ArrayList<>();
    }
    fields.add(field);
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  boolean hasPod() {
    return pod;
  }

  boolean hasContainers() {
    return !containers.isEmpty();
  }

  List<String> names() {
    return names;
  }

  Collection<String> values() {
    return values;
  }

  List<Field> fields() {
    return fields;
  }

  /** {@code container "a"}, {@code containers "a", "b"}. */
  String containers() {
    return plural(names, "container") + " " + quoted(names);
  }

  /** {@code pod}, {@code container "a"}, {@code pod and container "a"}. */
  String setters() {
    if (!pod) {
      return containers();
    }
    return hasContainers() ? "pod and " + containers() : "pod";
  }

  Optional<Violation> violation(Control control, String reason, String detail) {
    return Optional.of(new Violation(control, reason, detail, fields));
  }

  static SortedSet<String> sorted(Collection<String> texts) {
    SortedSet<String> sorted = new TreeSet<>(BY_BYTES);
    sorted.addAll(texts);
    return sorted;
  }

  static String plural(Collection<String> things, String singular) {
    return things.size() == 1 ? singular : singular + "s";
  }

  /** {@code "a", "b"}. */
  static String quoted(Collection<String> texts) {
    return texts.isEmpty() ? "" : "\"" + String.join("\", \"", texts) + "\"";
  }
}
