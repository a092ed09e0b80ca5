package dev.breakwater.cli.scan;

import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.manifests.ManifestFiles;
import dev.breakwater.cli.policies.Policies;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.engine.judgement.Judge;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with workloads and namespaces. */
@Command(
    name = "scan",
    customSynopsis = {
      "breakwater scan PATH... [--policies DIR] [--images] [-o FORMAT] [--fail-on SEVERITY]",
      "       breakwater scan --context NAME [--policies DIR] [--images] [-o FORMAT]",
      "           [--fail-on SEVERITY]"
    },
    description = {
      "Judges workloads and namespaces as the operator does, in files or in a cluster. A broken"
          + " document is named on standard error with its line, and the others are still judged.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 nothing found, 1 something found, 2 arguments or files are wrong, or an image"
          + " cannot be read.",
      "",
      "  breakwater scan manifests/",
      "  kustomize build overlays/prod | breakwater scan - --policies policies/ --fail-on High",
      "  breakwater scan --context production -o json",
      "  breakwater scan manifests/ --images --policies policies/"
    })
public final class ScanCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Files of YAML or JSON, folders of them, - for standard input. In folders, hidden files"
              + " and what is no Kubernetes object are passed over.")
  private List<String> paths = List.of();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "Judge the cluster of this context of the kubeconfig. Nothing is written to it.")
  private String context = "";

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      defaultValue = "",
      description =
          "Judge images also by the ImagePolicies in this folder, besides those among what is"
              + " scanned.")
  private String policies = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table, json or yaml (a List of SecurityReports), or sarif (2.1.0). Default: table.")
  private Format format = Format.TABLE;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "",
      description =
          "Exit with 1 only for findings at least this bad: Critical, High, Medium or Low. Default:"
              + " for any.")
  private String failOn = "";

  @Mixin private ImagesOptions images = new ImagesOptions();

  /** How findings are printed. */
  enum Format {
    TABLE,
    JSON,
    YAML,
    SARIF
  }

  /** The command on that console. */
  public ScanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Severity threshold = threshold();
    if (paths.isEmpty() == context.isEmpty()) {
      throw wrong(
          paths.isEmpty()
              ? "name what to scan: files, folders, - for standard input, or --context NAME"
              : "--context: a cluster and files cannot be scanned together; name only one");
    }
    boolean withImages = images.wanted();
    List<String> problems = new ArrayList<>();
    List<KubernetesObject> objects = objects(withImages, problems);
    List<Judged> judged = judge(objects, withImages, problems);
    if (format != Format.TABLE || !judged.isEmpty() || problems.isEmpty()) {
      print(judged);
    }
    problems.forEach(console::tell);
    if (problems.isEmpty() && objects.isEmpty()) {
      console.say("there are no Kubernetes objects in " + String.join(" ", paths));
    }
    return status(judged, problems, threshold);
  }

  private Severity threshold() {
    if (failOn.isEmpty()) {
      return Severity.UNKNOWN;
    }
    return Severity.parse(failOn)
        .orElseThrow(
            () ->
                wrong(
                    "--fail-on: \"%s\" is no severity; write Critical, High, Medium or Low"
                        .formatted(failOn)));
  }

  private List<KubernetesObject> objects(boolean withNodes, List<String> problems) {
    if (context.isEmpty()) {
      ManifestFiles.Content content = ManifestFiles.read(paths, console.in());
      problems.addAll(content.problems());
      return content.objects();
    }
    try {
      List<KubernetesObject> objects = new ArrayList<>(Cluster.read(context));
      if (withNodes) {
        objects.addAll(nodes());
      }
      return objects;
    } catch (Cluster.Unreadable e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** Not everybody who may see workloads may see nodes. */
  private List<KubernetesObject> nodes() {
    try {
      return Cluster.nodes(context);
    } catch (Cluster.Unreadable e) {
      console.say(e.getMessage() + "; images are read for --platform instead");
      return List.of();
    }
  }

  private List<Judged> judge(
      List<KubernetesObject> objects, boolean withImages, List<String> problems) {
    List<KubernetesObject> withPolicies = new ArrayList<>(objects);
    if (!policies.isEmpty()) {
      ManifestFiles.Content content = ManifestFiles.read(List.of(policies), console.in());
      problems.addAll(content.problems());
      withPolicies.addAll(content.objects());
    }
    Policies read = Policies.among(withPolicies);
    problems.addAll(read.problems());
    Instant now = Instant.now();
    Scan scan = context.isEmpty() ? Scan.ofFiles(objects) : Scan.ofCluster(objects, now);
    return scan.judge(
        withImages
            ? new Judge(read.inCluster(), scans(scan.images(), now, problems), now)
            : new Judge(read.inCluster()));
  }

  private ImageScans scans(Set<RunningImage> all, Instant now, List<String> problems) {
    try {
      return images.read(all, now, console, problems);
    } catch (IOException e) {
      throw wrong("--images: " + e.getMessage());
    }
  }

  private void print(List<Judged> judged) {
    switch (format) {
      case TABLE -> new Table(console).print(judged);
      case JSON -> new ReportList(judged).printJson(console.out());
      case YAML -> new ReportList(judged).printYaml(console.out());
      case SARIF -> Sarif.of(judged).print(console.out());
    }
  }

  private static int status(List<Judged> judged, List<String> problems, Severity threshold) {
    if (!problems.isEmpty()) {
      return ExitStatus.BAD_INPUT;
    }
    boolean failed =
        judged.stream()
            .flatMap(one -> one.report().getFindings().stream())
            .map(Finding::getSeverity)
            .anyMatch(severity -> Severity.valueOf(severity.name()).atLeast(threshold));
    return failed ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
