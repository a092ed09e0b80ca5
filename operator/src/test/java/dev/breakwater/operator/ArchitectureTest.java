package dev.breakwater.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The map of modules and packages that docs/design promises. */
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("test-classes"))
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(
              "dev.breakwater.api",
              "dev.breakwater.image",
              "dev.breakwater.engine",
              "dev.breakwater.operator");

  @Test
  void images_depend_on_nothing_but_java() {
    classes()
        .that()
        .resideInAPackage("dev.breakwater.image..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("dev.breakwater.image..", "java..", "org.jspecify.."))
        .check(CODE);
  }

  @Test
  void kinds_depend_on_none_of_our_modules() {
    noClasses()
        .that()
        .resideInAPackage("dev.breakwater.api..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.breakwater..").and(not(resideInAPackage("dev.breakwater.api.."))))
        .check(CODE);
  }

  @Test
  void the_engine_knows_neither_operator_nor_client_nor_network_nor_files() {
    noClasses()
        .that()
        .resideInAPackage("dev.breakwater.engine..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "dev.breakwater.operator..",
                "dev.breakwater.cli..",
                "io.fabric8.kubernetes.client.dsl..",
                "io.javaoperatorsdk..",
                "java.net..",
                "java.nio.channels..",
                "java.nio.file..",
                "java.util.concurrent.."))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|RandomAccess|InputStream|OutputStream|Print).*")
        .check(CODE);
  }

  @Test
  void the_engine_has_neither_clock_nor_dice() {
    noClasses()
        .that()
        .resideInAPackage("dev.breakwater.engine..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.ZonedDateTime.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .check(CODE);
  }

  @Test
  void features_of_a_module_depend_on_each_other_without_circles() {
    slices().matching("dev.breakwater.image.(*)..").should().beFreeOfCycles().check(CODE);
    slices().matching("dev.breakwater.engine.(*)..").should().beFreeOfCycles().check(CODE);
    slices().matching("dev.breakwater.operator.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void every_package_says_that_nothing_is_null_unless_marked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : CODE) {
      JavaPackage home = type.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }
    assertThat(unmarked).isEmpty();
  }

  @Test
  void a_class_is_named_after_what_it_is() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(CODE);
  }
}
