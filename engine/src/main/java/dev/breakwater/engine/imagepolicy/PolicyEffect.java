package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.inventory.ObjectRef;
import java.util.List;

/**
 * What one policy means for an inventory.
 *
 * @param images how many different references it judges
 * @param violatingImages how many of them violate it
 * @param violatingWorkloads how many workloads name or run one of those
 * @param blocked the workloads whose next new pod {@code Deny} would refuse, for its reference and
 *     not for what is inside, by namespace, name and kind
 * @param mistakes rules of the policy that have no answer for an image that runs, for a person
 */
public record PolicyEffect(
    int images,
    int violatingImages,
    int violatingWorkloads,
    List<Blocked> blocked,
    List<String> mistakes) {

  /**
   * A workload whose next new pod would be refused.
   *
   * @param workload which
   * @param problem the first of the violations, in the words of the admission message
   */
  public record Blocked(ObjectRef workload, String problem) {}
}
