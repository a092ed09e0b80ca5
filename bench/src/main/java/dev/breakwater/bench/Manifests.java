package dev.breakwater.bench;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Prints a manifest of that many Deployments: {@code Manifests 2000}. */
public final class Manifests {
  private Manifests() {}

  /** Takes the number of Deployments. */
  public static void main(String[] arguments) {
    KubernetesSerialization yaml = new KubernetesSerialization();
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < Integer.parseInt(arguments[0]); n++) {
      text.append(yaml.asYaml(SyntheticCluster.deployment(n, 1)));
    }
    System.out.print(text);
  }
}
