package dev.breakwater.scanner;

import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.ImageAnalyzer;
import dev.breakwater.scanner.apk.ApkAnalyzer;
import dev.breakwater.scanner.binary.Executables;
import dev.breakwater.scanner.conda.CondaMeta;
import dev.breakwater.scanner.config.ConfigurationAnalyzer;
import dev.breakwater.scanner.config.ConfigurationSecrets;
import dev.breakwater.scanner.config.WeakFileAnalyzer;
import dev.breakwater.scanner.dotnet.DepsJson;
import dev.breakwater.scanner.dpkg.DpkgAnalyzer;
import dev.breakwater.scanner.java.JavaArchives;
import dev.breakwater.scanner.java.JavaIndex;
import dev.breakwater.scanner.node.PackageJson;
import dev.breakwater.scanner.os.SystemAnalyzer;
import dev.breakwater.scanner.php.ComposerPackages;
import dev.breakwater.scanner.python.Eggs;
import dev.breakwater.scanner.python.PythonMetadata;
import dev.breakwater.scanner.rpm.RpmAnalyzer;
import dev.breakwater.scanner.ruby.Gemspec;
import dev.breakwater.scanner.secret.SecretAnalyzer;
import dev.breakwater.scanner.secret.SecretRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that Breakwater looks for in an image. */
public final class StandardAnalyzers {
  private StandardAnalyzers() {}

  /** The parts that can be left out. */
  public enum Part {
    /** Packages of systems and languages. */
    PACKAGES,
    /** Secrets in files, configuration and history. */
    SECRETS,
    /** Weaknesses in how the image is built. */
    CONFIGURATION
  }

  /** What is needed for {@code parts}, without an index of Java archives. */
  public static Analyzers of(Set<Part> parts) {
    return of(parts, Optional.empty());
  }

  /**
   * What is needed for {@code parts}.
   *
   * @param index what tells the archives of Java apart that name themselves nowhere
   */
  public static Analyzers of(Set<Part> parts, Optional<JavaIndex> index) {
    SecretRules rules = SecretRules.load();
    List<Analyzer> files = new ArrayList<>();
    List<ImageAnalyzer> images = new ArrayList<>();
    if (parts.contains(Part.PACKAGES)) {
      files.addAll(packages(index));
    }
    if (parts.contains(Part.SECRETS)) {
      files.add(new SecretAnalyzer(rules));
      images.add(new ConfigurationSecrets(rules));
    }
    if (parts.contains(Part.CONFIGURATION)) {
      files.add(new WeakFileAnalyzer());
      images.add(new ConfigurationAnalyzer(rules));
    }
    return new Analyzers(files, images);
  }

  private static List<Analyzer> packages(Optional<JavaIndex> index) {
    return List.of(
        new SystemAnalyzer(),
        new DpkgAnalyzer(),
        new ApkAnalyzer(),
        new RpmAnalyzer(),
        new JavaArchives(index),
        PackageJson.analyzer(),
        PythonMetadata.analyzer(),
        new Eggs(),
        Gemspec.analyzer(),
        new Executables(),
        DepsJson.analyzer(),
        ComposerPackages.analyzer(),
        CondaMeta.analyzer());
  }
}
