package dev.breakwater.scanner;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The map of the module that docs/design promises. */
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.breakwater.scanner");

  @Test
  void the_scanner_knows_images_and_a_few_libraries_and_no_kubernetes() {
    classes()
        .that()
        .resideInAPackage("dev.breakwater.scanner..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.breakwater.scanner..",
                "dev.breakwater.image..",
                "java..",
                "javax.net.ssl..",
                "javax.xml.stream..",
                "org.jspecify..",
                "com.fasterxml.jackson..",
                "org.snakeyaml.engine..",
                "com.google.re2j..",
                "com.github.luben.zstd..",
                "org.apache.maven.artifact.."))
        .check(CODE);
  }

  @Test
  void rooms_do_not_depend_on_each_other_in_circles() {
    slices().matching("dev.breakwater.scanner.(*)..").should().beFreeOfCycles().check(CODE);
  }

  /** A regular expression that goes back on itself can be made to run for ever by its text. */
  @Test
  void no_pattern_of_the_jdk_meets_the_content_of_an_image() {
    noClasses()
        .that()
        .resideInAPackage("dev.breakwater.scanner..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.util.regex.."))
        .check(CODE);
  }
}
