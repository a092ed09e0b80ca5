package dev.breakwater.engine.manifest;

import dev.breakwater.engine.inventory.KubernetesObject;
import java.util.List;

/**
 * What one file holds.
 *
 * @param objects the objects, in the order of the file, lists taken apart
 * @param problems what is broken: kubectl or the API server would refuse it
 * @param ignored documents that are no Kubernetes objects, such as {@code values.yaml} or a
 *     kustomization: harmless in a folder, a mistake where the user named the file
 */
public record Manifests(
    List<KubernetesObject> objects, List<Problem> problems, List<Problem> ignored) {}
