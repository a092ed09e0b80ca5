package dev.breakwater.scanner.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.scanner.analysis.Scratch;
import dev.breakwater.scanner.dpkg.DpkgAnalyzer;
import dev.breakwater.scanner.inflate.Inflation;
import dev.breakwater.scanner.layer.Archive;
import dev.breakwater.scanner.layer.LayerAnalysis;
import dev.breakwater.scanner.layer.LayerFacts;
import dev.breakwater.scanner.layer.ListAnalyzer;
import dev.breakwater.scanner.limit.Deadline;
import dev.breakwater.scanner.limit.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MergedImageTest {
  private static final LayerAnalysis ANALYSIS =
      new LayerAnalysis(
          List.of(new ListAnalyzer()),
          new Scratch(Path.of("unused"), 0, 0),
          Inflation.fastest(false),
          Limits.USUAL);

  @Test
  void a_later_database_replaces_the_earlier_one_whole() throws IOException {
    MergedImage image =
        merge(
            new Archive().file("var/db", "deb a 1\ndeb b 1"),
            new Archive().file("var/db", "deb a 1\ndeb c 1"));

    assertThat(packages(image)).containsExactly("a 1 var/db in 0", "c 1 var/db in 1");
  }

  @Test
  void licences_of_dpkg_come_from_the_files_that_are_there_in_the_end() throws IOException {
    LayerAnalysis dpkg =
        new LayerAnalysis(
            List.of(new DpkgAnalyzer()),
            new Scratch(Path.of("unused"), 0, 0),
            Inflation.fastest(false),
            Limits.USUAL);
    List<LayerFacts> layers = new ArrayList<>();
    for (Archive layer :
        List.of(
            new Archive()
                .file("usr/share/doc/gcc-base/copyright", "License: GPL-3+\n")
                .link("usr/share/doc/libgcc", "gcc-base")
                .file("usr/share/doc/bash/copyright", "License: GPL-2\n")
                .file("usr/share/doc/gone/copyright", "License: Expat\n"),
            new Archive()
                .file(
                    "var/lib/dpkg/status",
                    """
                    Package: bash
                    Version: 1
                    Status: install ok installed

                    Package: gone
                    Version: 1
                    Status: install ok installed

                    Package: libgcc
                    Version: 1
                    Status: install ok installed
                    """)
                .file("usr/share/doc/bash/copyright", "/usr/share/common-licenses/GPL-3\n")
                .file("usr/share/doc/.wh.gone", ""))) {
      byte[] bytes = layer.gzip();
      layers.add(
          dpkg.analyze(() -> new ByteArrayInputStream(bytes), Deadline.in(Duration.ofMinutes(1))));
    }

    assertThat(MergedImage.of(layers, new DpkgAnalyzer().systemFiles()).packages())
        .extracting(found -> found.name() + " " + found.licenses())
        .containsExactly("bash [GPL-3]", "gone []", "libgcc [GPL-3+]");
  }

  @Test
  void markers_act_on_lower_layers_wherever_they_stand() throws IOException {
    MergedImage image =
        merge(
            new Archive().file("a/list", "npm a 1").file("b/c/list", "npm b 1\nsecret key"),
            new Archive()
                .file("a/new/list", "npm new 1")
                .file("a/.wh..wh..opq", "")
                .file("b/c/list", "npm again 1")
                .file(".wh.b", ""));

    assertThat(packages(image)).containsExactly("again 1 b/c/list in 1", "new 1 a/new/list in 1");
    assertThat(image.secrets()).extracting("layer").containsExactly(0);
  }

  @Test
  void the_layer_of_a_package_is_the_first_that_had_its_name_and_version() throws IOException {
    MergedImage image =
        merge(
            new Archive().file("old/list", "npm a 1"),
            new Archive().file(".wh.old", ""),
            new Archive().file("new/list", "npm a 1\nnpm a 2"));

    assertThat(packages(image)).containsExactly("a 1 new/list in 0", "a 2 new/list in 2");
  }

  @Test
  void the_same_database_seen_through_a_link_is_one_database() throws IOException {
    MergedImage image =
        merge(
            new Archive().file("usr/var/db", "deb lost 1").link("var", "usr/var"),
            new Archive().file("var/db", "deb a 1"));

    assertThat(packages(image)).containsExactly("a 1 var/db in 1");
  }

  @Test
  void a_system_file_is_found_where_links_lead() throws IOException {
    MergedImage image =
        merge(
            new Archive().file("state/2/db", "deb a 1").file("state/1/db", "deb b 1"),
            new Archive().link("var", "/state/current"),
            new Archive().link("state/current", "../state/./2"));

    assertThat(packages(image)).containsExactly("a 1 var/db in 0");
  }

  @Test
  void links_that_go_round_in_circles_lead_nowhere() throws IOException {
    MergedImage image =
        merge(new Archive().link("var", "war").link("war", "var").file("x/db", "deb a 1"));

    assertThat(image.packages()).isEmpty();
  }

  @Test
  void a_hard_link_to_a_lower_layer_says_what_that_says() throws IOException {
    MergedImage image =
        merge(
            new Archive().file("a/list", "npm a 1"),
            new Archive().hardLink("b/list", "a/list").file("a/.wh.list", ""));

    assertThat(packages(image)).containsExactly("a 1 b/list in 0");
  }

  @Test
  void the_highest_precedence_says_which_system_it_is_and_among_equals_the_later_layer()
      throws IOException {
    MergedImage image =
        merge(
            new Archive().file("1/list", "os debian 12 1").file("2/list", "os debian 12.5 5"),
            new Archive().file("3/list", "os debian 12.6 5").file("4/list", "os other 1 2"));

    assertThat(image.operatingSystem().map(OperatingSystem::toString)).contains("debian 12.6");
  }

  @Test
  void build_information_is_borrowed_as_red_hat_lays_it_out() throws IOException {
    MergedImage image =
        merge(
            new Archive().file("x", ""),
            new Archive().file("list", "sets one"),
            new Archive().file("x", ""),
            new Archive().file("2/list", "sets two"),
            new Archive().file("x", ""));

    assertThat(image.buildInfo())
        .extracting(BuildInfo::contentSets)
        .containsExactly(
            List.of("one"), List.of("one"), List.of("one"), List.of("two"), List.of("two"));
    assertThat(merge(new Archive().file("x", "")).buildInfo()).isEmpty();
  }

  /** What unpacking the layers one after the other would leave. */
  @Test
  void merging_facts_is_the_same_as_unpacking_the_layers() throws IOException {
    Random random = new Random(31);
    for (int round = 0; round < 400; round++) {
      NavigableMap<String, String> tree = new TreeMap<>();
      List<Archive> layers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        layers.add(randomLayer(random, tree, i));
      }
      Set<String> expected = new TreeSet<>();
      tree.forEach(
          (path, content) -> {
            if (path.endsWith("/list") && content.startsWith("npm ")) {
              expected.add(content.substring(4) + " " + path);
            }
          });

      MergedImage image = merge(layers.toArray(Archive[]::new));

      Set<String> actual = new HashSet<>();
      image.packages().forEach(p -> actual.add(p.name() + " " + p.version() + " " + p.path()));
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static Archive randomLayer(Random random, NavigableMap<String, String> tree, int layer) {
    Archive archive = new Archive();
    List<Runnable> markers = new ArrayList<>();
    NavigableMap<String, String> added = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      String folder = randomFolder(random);
      String path = folder + "/" + (random.nextBoolean() ? "list" : "a");
      int version = layer * 10 + i;
      if (isBelowNoFolder(added, path)) {
        continue;
      }
      switch (random.nextInt(6)) {
        case 0 -> {
          archive.file(folder + "/.wh..wh..opq", "");
          markers.add(() -> below(tree, folder));
        }
        case 1 -> {
          archive.file(folder + "/.wh.list", "");
          markers.add(() -> remove(tree, folder + "/list"));
        }
        case 2 -> {
          archive.link(path, "nowhere");
          put(added, path, "link");
        }
        case 3 -> {
          archive.folder(folder);
          put(added, folder, "folder");
        }
        default -> {
          archive.file(path, "npm p " + version);
          put(added, path, "npm p " + version);
        }
      }
    }
    markers.forEach(Runnable::run);
    added.forEach((path, content) -> put(tree, path, content));
    return archive;
  }

  /** An archive that puts a file below a file or a link cannot be unpacked. */
  private static boolean isBelowNoFolder(NavigableMap<String, String> added, String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (!added.getOrDefault(path.substring(0, slash), "folder").equals("folder")) {
        return true;
      }
    }
    return false;
  }

  private static String randomFolder(Random random) {
    StringBuilder folder = new StringBuilder("r");
    for (int i = random.nextInt(4); i > 0; i--) {
      folder.append('/').append((char) ('a' + random.nextInt(2)));
    }
    return folder.toString();
  }

  private static void put(NavigableMap<String, String> tree, String path, String content) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String above = tree.getOrDefault(path.substring(0, slash), "folder");
      if (!above.equals("folder")) {
        tree.remove(path.substring(0, slash));
      }
    }
    if (!content.equals("folder")) {
      remove(tree, path);
      tree.put(path, content);
    } else if (!tree.getOrDefault(path, "folder").equals("folder")) {
      tree.put(path, content);
    } else {
      tree.putIfAbsent(path, content);
    }
  }

  private static void remove(NavigableMap<String, String> tree, String path) {
    tree.remove(path);
    below(tree, path);
  }

  private static void below(NavigableMap<String, String> tree, String folder) {
    tree.subMap(folder + "/", folder + "0").clear();
  }

  private static MergedImage merge(Archive... archives) throws IOException {
    List<LayerFacts> layers = new ArrayList<>();
    for (Archive archive : archives) {
      byte[] tar = archive.tar();
      layers.add(
          ANALYSIS.analyze(() -> new ByteArrayInputStream(tar), Deadline.in(Duration.ofHours(1))));
    }
    return MergedImage.of(layers, new ListAnalyzer().systemFiles());
  }

  private static List<String> packages(MergedImage image) {
    return image.packages().stream()
        .map(
            (InstalledPackage p) ->
                "%s %s %s in %d".formatted(p.name(), p.version(), p.path(), p.layer()))
        .toList();
  }
}
