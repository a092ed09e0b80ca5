package dev.breakwater.scanner.cache;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.List;

/** The findings that layers and images have in common. */
final class FindingsFormat {
  private static final List<PackageType> TYPES = List.of(PackageType.values());
  private static final List<Origin> ORIGINS = List.of(Origin.values());
  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final List<Problem.Kind> KINDS = List.of(Problem.Kind.values());

  private FindingsFormat() {}

  static void write(Encoder out, InstalledPackage found) {
    out.constant(found.type());
    out.text(found.name());
    out.text(found.version());
    out.text(found.architecture());
    out.optional(
        found.source(),
        source -> {
          out.text(source.name());
          out.text(source.version());
        });
    out.text(found.module());
    out.constant(found.origin());
    out.texts(found.licenses());
    out.text(found.path());
    out.number(found.layer());
  }

  static InstalledPackage readPackage(Decoder in) throws MalformedException {
    return new InstalledPackage(
        in.constant(TYPES),
        in.text(),
        in.text(),
        in.text(),
        in.optional(() -> new InstalledPackage.Source(in.text(), in.text())),
        in.text(),
        in.constant(ORIGINS),
        in.texts(),
        in.text(),
        in.integer());
  }

  static void write(Encoder out, Secret secret) {
    out.text(secret.rule());
    out.text(secret.title());
    out.constant(secret.severity());
    out.text(secret.path());
    out.number(secret.line());
    out.text(secret.excerpt());
    out.number(secret.layer());
  }

  static Secret readSecret(Decoder in) throws MalformedException {
    return new Secret(
        in.text(),
        in.text(),
        in.constant(SEVERITIES),
        in.text(),
        in.integer(),
        in.text(),
        in.integer());
  }

  static void write(Encoder out, Misconfiguration weakness) {
    out.text(weakness.check());
    out.text(weakness.title());
    out.constant(weakness.severity());
    out.text(weakness.message());
    out.text(weakness.path());
  }

  static Misconfiguration readMisconfiguration(Decoder in) throws MalformedException {
    return new Misconfiguration(
        in.text(), in.text(), in.constant(SEVERITIES), in.text(), in.text());
  }

  static void write(Encoder out, Problem problem) {
    out.constant(problem.kind());
    out.text(problem.path());
    out.text(problem.message());
  }

  static Problem readProblem(Decoder in) throws MalformedException {
    return new Problem(in.constant(KINDS), in.text(), in.text());
  }

  static void write(Encoder out, OperatingSystem system) {
    out.text(system.family());
    out.text(system.version());
    out.optional(system.pretty(), out::text);
  }

  static OperatingSystem readSystem(Decoder in) throws MalformedException {
    return new OperatingSystem(in.text(), in.text(), in.optional(in::text));
  }

  static void write(Encoder out, BuildInfo info) {
    out.texts(info.contentSets());
    out.text(info.nvr());
    out.text(info.architecture());
  }

  static BuildInfo readBuildInfo(Decoder in) throws MalformedException {
    return new BuildInfo(in.texts(), in.text(), in.text());
  }
}
