package dev.breakwater.engine.manifest;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.Origin;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.node.Node.Absent;
import dev.breakwater.engine.node.Node.Mapping;
import dev.breakwater.engine.node.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells Kubernetes objects from other documents, takes lists apart, and refuses what is broken. */
final class ObjectReader {
  private final String file;
  private final List<KubernetesObject> objects = new ArrayList<>();
  private final List<Problem> problems;
  private final List<Problem> ignored = new ArrayList<>();

  ObjectReader(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  Manifests manifests() {
    return new Manifests(List.copyOf(objects), List.copyOf(problems), List.copyOf(ignored));
  }

  /** Adds what one document holds. */
  void add(Node document, int line) {
    switch (document) {
      case Absent _ -> {}
      case Mapping mapping -> mapping(mapping);
      case Scalar _, Node.Sequence _ ->
          ignore(Math.max(line, document.line()), "is no Kubernetes object: it is no mapping");
    }
  }

  private void mapping(Mapping body) {
    Node apiVersion = body.at("apiVersion");
    Node kind = body.at("kind");
    if (body.at("$patch").isPresent()) {
      ignore(body.line(), "is a kustomize patch: build the kustomization and pass on its output");
    } else if (!apiVersion.isPresent() || !kind.isPresent()) {
      String missing = kind.isPresent() ? "apiVersion" : "kind";
      boolean meant = body.at("metadata").isPresent() || body.at("spec").isPresent();
      if (meant && (apiVersion.isPresent() || kind.isPresent())) {
        refuse(body.line(), missing + " is missing: add it");
      } else {
        ignore(body.line(), "is no Kubernetes object: it has no " + missing);
      }
    } else if (isText(apiVersion, "apiVersion") && isText(kind, "kind")) {
      object(body, apiVersion.textOr(""), kind.textOr(""));
    }
  }

  private boolean isText(Node node, String field) {
    if (node.textOr("").isEmpty()) {
      refuse(node.line(), field + " must be text that is not empty: correct it");
      return false;
    }
    return true;
  }

  private void object(Mapping body, String apiVersion, String kind) {
    if (apiVersion.startsWith("kustomize.config.k8s.io/")) {
      ignore(body.line(), "is a kustomization: build it and pass on its output");
    } else if (kind.endsWith("List") && body.at("items") instanceof Node.Sequence items) {
      items(items, apiVersion, kind.substring(0, kind.length() - "List".length()));
    } else if (kind.equals("List")) {
      if (body.at("items").isPresent()) {
        refuse(body.at("items").line(), "items must be a list: correct it");
      }
    } else if (!body.at("metadata").isPresent() && !Shapes.knows(apiVersion, kind)) {
      ignore(body.line(), "has no metadata: it is a configuration file, no Kubernetes object");
    } else {
      List<Problem> wrong = Shapes.problems(body, apiVersion, kind, file);
      if (wrong.isEmpty()) {
        objects.add(KubernetesObject.of(body, new Origin(file, body.line())));
      } else {
        problems.addAll(wrong);
      }
    }
  }

  /** Items of a typed list may leave out what the list says of all of them. */
  private void items(Node.Sequence items, String apiVersion, String kind) {
    for (Node item : items.items()) {
      if (!kind.isEmpty()
          && item instanceof Mapping mapping
          && !item.at("kind").isPresent()
          && !item.at("apiVersion").isPresent()) {
        Map<String, Node> entries = new LinkedHashMap<>();
        entries.put("apiVersion", new Scalar(apiVersion, item.line()));
        entries.put("kind", new Scalar(kind, item.line()));
        entries.putAll(mapping.entries());
        add(new Mapping(entries, item.line()), item.line());
      } else {
        add(item, items.line());
      }
    }
  }

  private void refuse(int line, String message) {
    problems.add(new Problem(file, line, message));
  }

  private void ignore(int line, String message) {
    ignored.add(new Problem(file, line, message));
  }
}
