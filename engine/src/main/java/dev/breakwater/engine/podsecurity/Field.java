package dev.breakwater.engine.podsecurity;

/**
 * A field of a pod that breaks a control: either one that is written, or one that is missing and
 * would have to be.
 *
 * @param part below what {@code path} stands
 * @param subject the container or volume that it belongs to: {@code containers[name=cart]}; empty
 *     for the pod itself
 * @param path {@code containers[name=cart].securityContext.privileged} below the PodSpec, or {@code
 *     metadata.annotations[container.apparmor.security.beta.kubernetes.io/cart]}
 */
public record Field(Part part, String subject, String path) {
  /** The two parts of a pod that the standards look at. */
  public enum Part {
    /** The path begins below the PodSpec. */
    SPEC,
    /** The path begins with {@code metadata.}, beside the PodSpec. */
    METADATA
  }

  /**
   * The path from the object's root.
   *
   * @param specPath where the PodSpec stands: {@code spec.template.spec}; {@code spec} for a bare
   *     Pod
   */
  public String within(String specPath) {
    return switch (part) {
      case SPEC -> specPath + "." + path;
      case METADATA -> specPath.substring(0, specPath.length() - "spec".length()) + path;
    };
  }
}
