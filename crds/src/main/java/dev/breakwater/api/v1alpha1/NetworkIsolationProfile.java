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
 * What every matched namespace gets: NetworkPolicies, a ResourceQuota, a LimitRange, Pod Security
 * labels. Cluster-scoped, written by people.
 */
@JsonClassDescription(
    "What every matched namespace gets: NetworkPolicies, a ResourceQuota, a LimitRange, Pod"
        + " Security labels. Cluster-scoped, written by people.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@Kind("NetworkIsolationProfile")
@Plural("networkisolationprofiles")
@ShortNames("netiso")
@Categories("breakwater")
@AdditionalPrinterColumn(
    name = "Mode",
    jsonPath = ".spec.mode",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Matched",
    jsonPath = ".status.namespaces.matched",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Applied",
    jsonPath = ".status.namespaces.applied",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Conflicted",
    jsonPath = ".status.namespaces.conflicted",
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
    name = "Pending",
    jsonPath = ".status.namespaces.pending",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Objects",
    jsonPath = ".status.inventory.count",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
public class NetworkIsolationProfile
    extends CustomResource<NetworkIsolationProfileSpec, NetworkIsolationProfileStatus> {

  /** No spec until one is set: a status is applied with an object that has none. */
  @Override
  protected @Nullable NetworkIsolationProfileSpec initSpec() {
    return null;
  }

  /** No status until the operator wrote one. */
  @Override
  protected @Nullable NetworkIsolationProfileStatus initStatus() {
    return null;
  }
}
