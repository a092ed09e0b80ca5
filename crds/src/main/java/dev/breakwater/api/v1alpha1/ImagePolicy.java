package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * Which images may run where. Cluster-scoped, written by people, enforced by the API server itself.
 */
@JsonClassDescription(
    "Which images may run where. Cluster-scoped, written by people, enforced by the API server"
        + " itself.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@Kind("ImagePolicy")
@Plural("imagepolicies")
@ShortNames("imgpol")
@Categories("breakwater")
@AdditionalPrinterColumn(
    name = "Enforcement",
    jsonPath = ".spec.enforcement",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Images",
    jsonPath = ".status.images.matched",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Violating",
    jsonPath = ".status.images.violating",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "WouldBlock",
    jsonPath = ".status.wouldBlock.workloads",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Workloads",
    jsonPath = ".status.workloadsViolating",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
public class ImagePolicy extends CustomResource<ImagePolicySpec, ImagePolicyStatus> {

  /** No spec until one is set: a status is applied with an object that has none. */
  @Override
  protected @Nullable ImagePolicySpec initSpec() {
    return null;
  }

  /** No status until the operator wrote one. */
  @Override
  protected @Nullable ImagePolicyStatus initStatus() {
    return null;
  }
}
