package dev.breakwater.engine.imagepolicy;

import dev.breakwater.api.v1alpha1.ImageVerdict;
import dev.breakwater.engine.finding.Detail;
import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.imagepolicy.PolicyEffect.Blocked;
import dev.breakwater.engine.imagescan.ImageUse;
import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.inventory.Inventory;
import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.node.FieldPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * All image policies of a cluster.
 *
 * <p>Enforcement is none of its business: what runs is always judged. The order of the policies
 * that are given does not matter.
 */
public final class ImagePolicies {
  private static final Set<String> SYSTEM_NAMESPACES =
      Set.of("kube-system", "kube-public", "kube-node-lease");

  private static final Comparator<ObjectRef> BY_NAMESPACE_AND_NAME =
      Comparator.comparing(ObjectRef::namespace)
          .thenComparing(ObjectRef::name)
          .thenComparing(ObjectRef::kind)
          .thenComparing(Comparator.naturalOrder());

  private final List<Policy> policies;
  private final String operatorNamespace;
  private final ContentVerdicts inside = new ContentVerdicts();

  /**
   * @param policies in any order
   * @param operatorNamespace exempt, like the namespaces of Kubernetes itself, unless a policy
   *     selects it by name
   */
  public ImagePolicies(Collection<Policy> policies, String operatorNamespace) {
    this.policies = policies.stream().sorted(Comparator.comparing(Policy::name)).toList();
    this.operatorNamespace = operatorNamespace;
  }

  /**
   * What the policies say of an image in a namespace, by name of the policy; those that do not
   * judge it are not there.
   *
   * @param image as a pod names it
   * @param content what is known of what is inside
   * @param namespace the name of the namespace
   * @param labels all of the namespace's labels
   */
  public SortedMap<String, ImageVerdict> verdicts(
      String image, ImageContent content, String namespace, Map<String, String> labels) {
    SortedMap<String, ImageVerdict> verdicts = new TreeMap<>();
    for (Policy policy : holdingIn(namespace, labels)) {
      switch (policy.judge(image)) {
        case Verdict.NotApplicable none -> {}
        case Verdict.Satisfies satisfies ->
            inside
                .of(policy, image, content)
                .ifPresent(verdict -> verdicts.put(policy.name(), verdict.verdict()));
        case Verdict.Violates violates -> verdicts.put(policy.name(), ImageVerdict.VIOLATES);
      }
    }
    return Collections.unmodifiableSortedMap(verdicts);
  }

  /**
   * What exceptions of the policies let pass in an image, by name of the policy; those that let
   * nothing pass are not there.
   *
   * @param image as a pod names it
   * @param content what is known of what is inside
   * @param namespace the name of the namespace
   * @param labels all of the namespace's labels
   */
  public SortedMap<String, List<Excepted>> excepted(
      String image, ImageContent content, String namespace, Map<String, String> labels) {
    SortedMap<String, List<Excepted>> excepted = new TreeMap<>();
    for (Policy policy : holdingIn(namespace, labels)) {
      inside
          .of(policy, image, content)
          .map(ContentVerdict::excepted)
          .filter(some -> !some.isEmpty())
          .ifPresent(some -> excepted.put(policy.name(), some));
    }
    return Collections.unmodifiableSortedMap(excepted);
  }

  /**
   * What is wrong with the inside of an image that a workload uses.
   *
   * @param content what is known of it
   * @param namespace the name of the workload's namespace
   * @param labels all of the namespace's labels
   */
  public List<Finding> findings(
      ImageUse use, ImageContent content, String namespace, Map<String, String> labels) {
    List<Finding> findings = new ArrayList<>();
    for (Policy policy : holdingIn(namespace, labels)) {
      inside.of(policy, use.image(), content).stream()
          .flatMap(verdict -> verdict.problems().stream())
          .map(problem -> finding(use, policy, problem))
          .forEach(findings::add);
    }
    return List.copyOf(findings);
  }

  /**
   * What is wrong with the images that a workload's template names, and with those that its pods
   * run instead.
   *
   * @param labels all of its namespace's labels
   */
  public List<Finding> findings(Workload workload, Map<String, String> labels) {
    List<Finding> findings = new ArrayList<>();
    for (Policy policy : holdingIn(workload.ref().namespace(), labels)) {
      for (Use use : uses(workload)) {
        for (Violation violation : violations(policy, use.image())) {
          findings.add(finding(workload, policy, use, violation));
        }
      }
    }
    return List.copyOf(findings);
  }

  /**
   * What a policy means for everything in the inventory.
   *
   * @param contents what is known of the inside of an image that runs, by namespace and image
   */
  public PolicyEffect effect(
      Policy policy, Inventory inventory, BiFunction<String, RunningImage, ImageContent> contents) {
    Set<String> mistakes = new TreeSet<>();
    Set<String> images = new LinkedHashSet<>();
    Set<String> violating = new LinkedHashSet<>();
    int violatingWorkloads = 0;
    List<Blocked> blocked = new ArrayList<>();
    for (Workload workload : inventory.workloads()) {
      String namespace = workload.ref().namespace();
      if (!policy.holdsIn(labels(inventory, namespace), isExempt(namespace))) {
        continue;
      }
      boolean violates = false;
      Optional<Blocked> refused = Optional.empty();
      for (Use use : uses(workload)) {
        switch (policy.judge(use.image())) {
          case Verdict.NotApplicable none -> {}
          case Verdict.Satisfies satisfies -> images.add(use.image());
          case Verdict.Violates(List<Violation> violations) -> {
            images.add(use.image());
            violating.add(use.image());
            violates = true;
            if (use.inTemplate() && refused.isEmpty()) {
              refused = Optional.of(new Blocked(workload.ref(), violations.getFirst().message()));
            }
          }
        }
      }
      for (RunningImage used : workload.images()) {
        ContentVerdict verdict =
            inside
                .of(policy, used.image(), contents.apply(namespace, used))
                .orElse(ContentVerdict.SATISFIES);
        mistakes.addAll(verdict.mistakes());
        if (verdict.verdict() == ImageVerdict.VIOLATES) {
          violating.add(used.image());
          violates = true;
        }
      }
      violatingWorkloads += violates ? 1 : 0;
      refused.ifPresent(blocked::add);
    }
    blocked.sort(Comparator.comparing(Blocked::workload, BY_NAMESPACE_AND_NAME));
    return new PolicyEffect(
        images.size(),
        violating.size(),
        violatingWorkloads,
        List.copyOf(blocked),
        List.copyOf(mistakes));
  }

  private List<Policy> holdingIn(String namespace, Map<String, String> labels) {
    boolean exempt = isExempt(namespace);
    return policies.stream().filter(policy -> policy.holdsIn(labels, exempt)).toList();
  }

  private boolean isExempt(String namespace) {
    return SYSTEM_NAMESPACES.contains(namespace) || namespace.equals(operatorNamespace);
  }

  private static Map<String, String> labels(Inventory inventory, String name) {
    Namespace namespace = inventory.namespaces().get(name);
    return namespace == null ? Map.of("kubernetes.io/metadata.name", name) : namespace.labels();
  }

  private static List<Violation> violations(Policy policy, String image) {
    return switch (policy.judge(image)) {
      case Verdict.NotApplicable none -> List.of();
      case Verdict.Satisfies satisfies -> List.of();
      case Verdict.Violates(List<Violation> violations) -> violations;
    };
  }

  /**
   * An image that a workload names or runs.
   *
   * @param container its path below the pod's spec
   * @param inTemplate whether the template names it; else only a pod that runs does
   */
  private record Use(String container, String image, boolean inTemplate) {}

  private static List<Use> uses(Workload workload) {
    List<Container> containers = workload.template().containers();
    Stream<Use> named =
        containers.stream().map(container -> new Use(container.path(), written(container), true));
    // pods differ from their template while it rolls out, and where admission changed them
    Stream<Use> running =
        workload.running().stream()
            .filter(
                image ->
                    containers.stream()
                        .noneMatch(
                            container ->
                                container.name().equals(image.container())
                                    && written(container).equals(image.image())))
            .map(image -> new Use(workload.containerPath(image.container()), image.image(), false))
            .distinct();
    return Stream.concat(named, running).toList();
  }

  /** Exactly as it stands there: white space around a reference makes it invalid. */
  private static String written(Container container) {
    return container.body().at("image").textOr("");
  }

  private static Finding finding(Workload workload, Policy policy, Use use, Violation violation) {
    String path = workload.template().path() + "." + use.container() + ".image";
    return new Finding(
        Finding.Type.IMAGE_POLICY,
        "ImagePolicy/" + policy.name() + "/" + violation.field(),
        violation.severity(),
        use.container(),
        path,
        FieldPath.line(workload.object().body(), path),
        "ImagePolicy "
            + policy.name()
            + ": "
            + violation.message()
            + (use.inTemplate() ? "" : " (a running pod has it, the template does not)"),
        violation.remediation(),
        List.of());
  }

  private static Finding finding(ImageUse use, Policy policy, Violation problem) {
    return new Finding(
        Finding.Type.IMAGE_POLICY,
        "ImagePolicy/" + policy.name() + "/" + problem.field(),
        problem.severity(),
        use.subject(),
        use.path(),
        use.line(),
        "ImagePolicy " + policy.name() + ": " + problem.message(),
        problem.remediation(),
        List.of(),
        new Detail.OfImage(use.image()));
  }
}
