package dev.breakwater.cli.policies;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.engine.imagepolicy.ImagePolicies;
import dev.breakwater.engine.imagepolicy.Policy;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.node.FieldPath;
import dev.breakwater.engine.node.Node;
import dev.breakwater.image.reference.Parsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ImagePolicies among objects.
 *
 * @param all those that are valid, by name
 * @param problems what is wrong with the others, each as {@code file:line: message}
 */
public record Policies(List<Policy> all, List<String> problems) {
  private static final String GROUP = "breakwater.dev";
  private static final String VERSION = GROUP + "/v1alpha1";

  /** Where the operator is installed unless the chart is told otherwise. */
  private static final String OPERATOR_NAMESPACE = "breakwater-system";

  /** Reads every ImagePolicy among {@code objects}; the last of a name counts, as for kubectl. */
  public static Policies among(List<KubernetesObject> objects) {
    Map<String, Policy> policies = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (KubernetesObject object : objects) {
      if (object.ref().kind().equals("ImagePolicy") && object.ref().group().equals(GROUP)) {
        read(object, policies, problems);
      }
    }
    return new Policies(List.copyOf(policies.values()), List.copyOf(problems));
  }

  /** All of them, as they hold in a cluster. */
  public ImagePolicies inCluster() {
    return new ImagePolicies(all, OPERATOR_NAMESPACE);
  }

  private static void read(
      KubernetesObject object, Map<String, Policy> policies, List<String> problems) {
    String name = object.ref().name();
    if (!object.ref().apiVersion().equals(VERSION)) {
      problems.add(
          problem(
              object,
              "apiVersion",
              "apiVersion: \"" + object.ref().apiVersion() + "\" is unknown; write " + VERSION));
      return;
    }
    try {
      ImagePolicy bean = new ObjectMapper().convertValue(plain(object.body()), ImagePolicy.class);
      switch (Policy.read(bean)) {
        case Parsed.Valid<Policy>(Policy policy) -> policies.put(name, policy);
        case Parsed.Invalid<Policy>(String reason) -> problems.add(problem(object, "spec", reason));
      }
    } catch (IllegalArgumentException e) {
      problems.add(mismatch(object, e));
    }
  }

  /** What the API server would say of a value that the definition does not take. */
  private static String mismatch(KubernetesObject object, IllegalArgumentException failure) {
    if (!(failure.getCause() instanceof JsonMappingException wrong)) {
      return problem(object, "", String.valueOf(failure.getMessage()));
    }
    String path = path(wrong);
    return problem(
        object,
        path,
        switch (wrong) {
          case UnrecognizedPropertyException unknown ->
              path + ": there is no such field; write one of " + unknown.getKnownPropertyIds();
          case InvalidFormatException format when format.getTargetType().isEnum() ->
              "%s: \"%s\" is unknown; write one of %s"
                  .formatted(path, format.getValue(), accepted(format));
          default -> path + ": " + wrong.getOriginalMessage();
        });
  }

  private static String path(JsonMappingException wrong) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : wrong.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }

  /** The spellings of an enumeration stand at the end of Jackson's message. */
  private static String accepted(InvalidFormatException format) {
    String message = format.getOriginalMessage();
    return message.substring(Math.max(0, message.lastIndexOf('[')));
  }

  private static String problem(KubernetesObject object, String path, String message) {
    String place =
        object.origin().file().isEmpty()
            ? ""
            : object.origin().file() + ":" + FieldPath.line(object.body(), path) + ": ";
    return place + "ImagePolicy " + object.ref().name() + ": " + message;
  }

  private static @Nullable Object plain(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> map.put(key, plain(value)));
        yield map;
      }
      case Node.Sequence sequence -> {
        List<@Nullable Object> list = new ArrayList<>();
        sequence.items().forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Node.Scalar scalar -> scalar.value();
      case Node.Absent _ -> null;
    };
  }
}
