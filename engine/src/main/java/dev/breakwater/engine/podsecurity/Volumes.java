package dev.breakwater.engine.podsecurity;

import dev.breakwater.engine.node.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may be mounted. */
final class Volumes {
  private static final Set<String> HARMLESS =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");

  /** In the order in which kube-apiserver looks for them: it names the first. */
  private static final List<String> RESTRICTED =
      List.of(
          "hostPath",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "gitRepo",
          "nfs",
          "iscsi",
          "glusterfs",
          "rbd",
          "flexVolume",
          "cinder",
          "cephfs",
          "flocker",
          "fc",
          "azureFile",
          "vsphereVolume",
          "quobyte",
          "azureDisk",
          "photonPersistentDisk",
          "portworxVolume",
          "scaleIO",
          "storageos");

  private Volumes() {}

  /** No volume is a path of the node. */
  static Optional<Violation> hostPath(Control control, Pod pod) {
    Tally bad = new Tally();
    List<Node> volumes = pod.spec().at("volumes").items();
    for (int i = 0; i < volumes.size(); i++) {
      if (volumes.get(i).at("hostPath").isPresent()) {
        bad.name(volumes.get(i).at("name").textOr(""));
        bad.field(field(volumes.get(i), i, "hostPath"));
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(
            control,
            "hostPath volumes",
            Tally.plural(bad.names(), "volume") + " " + Tally.quoted(bad.names()));
  }

  /**
   * Every volume is of a kind that a cluster's administrators stay in control of. A volume without
   * a source that kube-apiserver knows is an {@code emptyDir} by the time that it judges
   * (SetDefaults_Volume).
   */
  static Optional<Violation> restricted(Control control, Pod pod) {
    Tally bad = new Tally();
    List<Node> volumes = pod.spec().at("volumes").items();
    for (int i = 0; i < volumes.size(); i++) {
      Node volume = volumes.get(i);
      Optional<String> type = restrictedType(volume);
      if (type.isPresent()) {
        bad.name(volume.at("name").textOr(""));
        bad.value(type.get());
        bad.field(field(volume, i, type.get()));
      }
    }
    return bad.isEmpty()
        ? Optional.empty()
        : bad.violation(
            control,
            "restricted volume types",
            Tally.plural(bad.names(), "volume")
                + " "
                + Tally.quoted(bad.names())
                + (bad.names().size() == 1 ? " uses " : " use ")
                + Tally.plural(bad.values(), "restricted volume type")
                + " "
                + Tally.quoted(bad.values()));
  }

  private static Optional<String> restrictedType(Node volume) {
    for (String field : volume.entries().keySet()) {
      if (HARMLESS.contains(field)) {
        return Optional.empty();
      }
    }
    for (String type : RESTRICTED) {
      if (volume.at(type).isPresent()) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static Field field(Node volume, int index, String type) {
    String name = volume.at("name").textOr("");
    String subject = "volumes[" + (name.isEmpty() ? index : "name=" + name) + "]";
    return new Field(Field.Part.SPEC, subject, subject + "." + type);
  }
}
