package dev.breakwater.operator.image;

import dev.breakwater.engine.inventory.Namespace;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.engine.inventory.Workload;
import dev.breakwater.engine.node.Node;
import dev.breakwater.operator.image.Puller.SecretRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * That a workload uses an image.
 *
 * @param target the image
 * @param namespace of the workload
 * @param puller with whose credentials
 */
public record ImageUse(Target target, String namespace, Puller puller) {
  /**
   * What {@code workload} uses. As the kubelet does, only Secrets of its own namespace are looked
   * at: those of its pods, then those of its service account.
   *
   * @param namespace in which it stands
   * @param more Secrets that an administrator adds, tried last
   */
  public static List<ImageUse> of(Workload workload, Namespace namespace, List<SecretRef> more) {
    Set<SecretRef> secrets = new LinkedHashSet<>();
    add(secrets, namespace.name(), workload.template().spec());
    namespace.serviceAccounts().stream()
        .filter(account -> account.ref().name().equals(workload.template().serviceAccount()))
        .forEach(account -> add(secrets, namespace.name(), account.body()));
    secrets.addAll(more);
    Puller puller = new Puller(List.copyOf(secrets));
    List<ImageUse> uses = new ArrayList<>();
    for (RunningImage image : workload.images()) {
      uses.add(new ImageUse(Target.of(namespace.name(), image), namespace.name(), puller));
    }
    return uses;
  }

  private static void add(Set<SecretRef> secrets, String namespace, Node holder) {
    for (Node secret : holder.at("imagePullSecrets").items()) {
      secret.at("name").text().ifPresent(name -> secrets.add(new SecretRef(namespace, name)));
    }
  }
}
