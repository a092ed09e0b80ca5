package dev.breakwater.cli.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.lockfile.LockFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class SourceFolderTest {
  private static final String REQUIREMENTS = "requirements.txt";

  @TempDir private Path folder;

  @Test
  void the_help_names_every_lock_file_that_is_read() {
    String help = String.join("\n", FsCommand.class.getAnnotation(Command.class).footer()) + " ";

    assertThat(LockFiles.names()).allSatisfy(name -> assertThat(help).contains(name));
  }

  @Test
  void a_link_inside_of_the_tree_counts_and_one_that_leads_outside_is_said() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Path inside = Files.createDirectories(tree.resolve("inside"));
    Path outside = Files.createDirectories(tree.resolve("outside"));
    Files.writeString(tree.resolve("production.txt"), "flask==3.0.0\n");
    Files.writeString(folder.resolve("secret.txt"), "hidden==1.0\n");
    Files.createSymbolicLink(inside.resolve(REQUIREMENTS), Path.of("../production.txt"));
    Files.createSymbolicLink(outside.resolve(REQUIREMENTS), folder.resolve("secret.txt"));

    ImageFacts facts = SourceFolder.read(tree);

    assertThat(facts.packages()).extracting(InstalledPackage::name).containsExactly("flask");
    assertThat(facts.problems())
        .extracting(Problem::path)
        .containsExactly("outside/" + REQUIREMENTS);
  }

  @Test
  void a_parent_beside_a_pom_is_found_also_when_the_folder_itself_is_a_link() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Files.writeString(
        tree.resolve("pom.xml"),
        """
        <project>
          <groupId>a</groupId><artifactId>parent</artifactId><version>1</version>
          <properties><guava>31.0-jre</guava></properties>
        </project>
        """);
    Files.writeString(
        Files.createDirectories(tree.resolve("child")).resolve("pom.xml"),
        """
        <project>
          <parent><groupId>a</groupId><artifactId>parent</artifactId><version>1</version></parent>
          <artifactId>child</artifactId>
          <dependencies><dependency>
            <groupId>com.google.guava</groupId><artifactId>guava</artifactId>
            <version>${guava}</version>
          </dependency></dependencies>
        </project>
        """);
    Path link = Files.createSymbolicLink(folder.resolve("link"), tree);

    assertThat(SourceFolder.read(link).packages())
        .extracting(found -> found.name() + " " + found.version())
        .contains("com.google.guava:guava 31.0-jre");
  }

  @Test
  void folders_of_installed_packages_are_passed_over() throws IOException {
    for (String name : new String[] {"node_modules", "vendor", ".git"}) {
      Path installed = Files.createDirectories(folder.resolve(name).resolve("x"));
      Files.writeString(installed.resolve(REQUIREMENTS), "flask==3.0.0\n");
    }

    assertThat(SourceFolder.read(folder).packages()).isEmpty();
  }
}
