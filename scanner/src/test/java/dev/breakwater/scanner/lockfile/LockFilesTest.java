package dev.breakwater.scanner.lockfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scanner.language.Hostile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What production would install, by each lock file: {@code name version} in order. */
class LockFilesTest {

  private static final Map<String, String> SAMPLES =
      Map.ofEntries(
          Map.entry(
              "package-lock.json",
              """
              {"lockfileVersion": 3, "packages": {"": {"name": "app"},
               "node_modules/a": {"version": "1.0.0"},
               "node_modules/a/node_modules/@s/b": {"version": "2.0.0"},
               "node_modules/alias": {"name": "real", "version": "3.0.0"},
               "node_modules/d": {"version": "9.0.0", "dev": true},
               "node_modules/own": {"resolved": "packages/own", "link": true},
               "packages/own": {"version": "0.1.0"}}}
              """),
          Map.entry(
              "npm-shrinkwrap.json",
              """
              {"lockfileVersion": 1, "dependencies": {
               "a": {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0"}}},
               "d": {"version": "9.0.0", "dev": true}}}
              """),
          Map.entry(
              "yarn.lock",
              """
              # yarn lockfile v1


              "@s/a@^1.0.0", "@s/a@^1.1.0":
                version "1.2.0"
                resolved "https://x"
                dependencies:
                  b "^2.0.0"

              b@^2.0.0:
                version "2.1.0"

              alias@npm:real@^3.0.0:
                version "3.1.0"

              dev-tool@^9.0.0:
                version "9.0.0"
              """),
          Map.entry(
              "pnpm-lock.yaml",
              """
              lockfileVersion: '9.0'
              importers:
                .:
                  dependencies:
                    '@s/a':
                      specifier: ^1.0.0
                      version: 1.2.0(b@2.1.0)
                  devDependencies:
                    dev-tool: {specifier: ^9, version: 9.0.0}
              packages:
                '@s/a@1.2.0': {resolution: {integrity: x}}
              snapshots:
                '@s/a@1.2.0(b@2.1.0)':
                  dependencies:
                    b: 2.1.0
                b@2.1.0: {}
                dev-tool@9.0.0: {}
              """),
          Map.entry(
              "bun.lock",
              """
              {
                "lockfileVersion": 1,
                "workspaces": {"": {"dependencies": {"a": "^1"}, "devDependencies": {"d": "9"}}},
                "packages": {
                  "a": ["a@1.0.0", "", {"dependencies": {"b": "^2"}}, "sha512-x"],
                  "a/b": ["b@2.0.0", "", {}, "sha512-x"],
                  "b": ["b@3.0.0", "", {}, "sha512-x"],
                  "d": ["d@9.0.0", "", {"dependencies": {"b": "3"}}, "sha512-x"], // comment
                },
              }
              """),
          Map.entry(
              "Pipfile.lock",
              """
              {"default": {"Django": {"version": "==2.0"}, "local": {"path": "."}},
               "develop": {"pytest": {"version": "==7.0"}}}
              """),
          Map.entry(
              "poetry.lock",
              """
              [[package]]
              name = "click"
              version = "8.1.3"
              groups = ["main", "dev"]
              files = [
                  {file = "click.whl", hash = "sha256:x"},
              ]

              [package.dependencies]
              colorama = {version = "*", markers = "platform_system == \\"Windows\\""}

              [[package]]
              name = "pytest"
              version = "7.0"
              groups = ["dev"]
              """),
          Map.entry(
              "uv.lock",
              """
              version = 1

              [[package]]
              name = "app"
              version = "0.1.0"
              source = { virtual = "." }
              dependencies = [
                  { name = "a" },
              ]

              [package.dev-dependencies]
              dev = [{ name = "d" }]

              [[package]]
              name = "a"
              version = "1.0"
              source = { registry = "https://index.example.com/simple" }
              dependencies = [{ name = "b", marker = "x == 'y'" }]

              [[package]]
              name = "b"
              version = "2.0"

              [[package]]
              name = "d"
              version = "9.0"
              """),
          Map.entry(
              "pdm.lock",
              """
              [[package]]
              name = "a"
              version = "1.0"
              groups = ["default"]

              [[package]]
              name = "d"
              version = "9.0"
              groups = ["dev"]
              """),
          Map.entry(
              "requirements.txt",
              """
              # comment
              -r other.txt
              Flask[async]==2.0.1 ; python_version > "3"  # why
              click==8.0.0 \\
                  --hash=sha256:x
              six===1.16.0
              a>=1.0
              b==1.*
              git+https://x/y==1
              """),
          Map.entry(
              "Gemfile.lock",
              """
              GEM
                remote: https://gems.example.com/
                specs:
                  dotenv (2.7.2)
                  nokogiri (1.13.6-x86_64-linux)
                    racc (~> 1.4)

              DEPENDENCIES
                dotenv
              """),
          Map.entry(
              "go.mod",
              """
              module example.com/app

              go 1.21

              require (
              \tgolang.org/x/text v0.3.0
              \tgolang.org/x/net v0.1.0 // indirect
              \tlocal.example/x v1.0.0
              )
              require a.b/c v1.0.0

              replace local.example/x => ../x
              replace a.b/c v1.0.0 => d.e/f v2.0.0
              """),
          Map.entry(
              "Cargo.lock",
              """
              [[package]]
              name = "app"
              version = "0.1.0"
              dependencies = [
               "serde",
               "tester 1.0.0",
              ]

              [[package]]
              name = "serde"
              version = "1.0.1"
              source = "registry+x"

              [[package]]
              name = "tester"
              version = "1.0.0"
              source = "registry+x"
              """),
          Map.entry(
              "pom.xml",
              """
              <?xml version="1.0"?>
              <project xmlns="http://maven.apache.org/POM/4.0.0">
                <parent><groupId>g</groupId><artifactId>parent</artifactId><version>1</version></parent>
                <artifactId>app</artifactId>
                <properties><two>${deep}</two><deep>2.0</deep></properties>
                <dependencies>
                  <dependency><groupId>g</groupId><artifactId>managed</artifactId></dependency>
                  <dependency><groupId>${project.groupId}</groupId><artifactId>own</artifactId>
                    <version>${two}</version></dependency>
                  <dependency><groupId>t</groupId><artifactId>t</artifactId><version>1</version>
                    <scope>test</scope></dependency>
                  <dependency><groupId>u</groupId><artifactId>u</artifactId>
                    <version>${unknown}</version></dependency>
                </dependencies>
              </project>
              """),
          Map.entry(
              "gradle.lockfile",
              """
              # comment
              g:a:1.0=compileClasspath,testCompileClasspath
              g:t:2.0=testRuntimeClasspath
              empty=annotationProcessor
              """),
          Map.entry(
              "packages.lock.json",
              """
              {"dependencies": {"net6.0": {"A": {"type": "Direct", "resolved": "1.0.0"},
               "own": {"type": "Project"}}, "net5.0": {"A": {"type": "Direct", "resolved": "1.0.0"}}}}
              """),
          Map.entry(
              "packages.config",
              """
              <packages><package id="A" version="1.0" />
              <package id="D" version="9" developmentDependency="true" /></packages>
              """),
          Map.entry(
              "conan.lock",
              """
              {"version": "0.5", "requires": ["zlib/1.2.12#abc%1", "b/2.0@user/channel"],
               "build_requires": ["cmake/3.0"]}
              """),
          Map.entry(
              "mix.lock",
              """
              %{
                "castore": {:hex, :castore, "0.1.22", "4127", [:mix], [], "hexpm", "c17"},
                "phoenix": {:git, "https://x", "abc", []},
              }
              """),
          Map.entry(
              "Package.resolved",
              """
              {"version": 2, "pins": [{"location": "https://github.com/a/b.git",
               "state": {"version": "1.0.0"}}, {"location": "https://x/y", "state": {"branch": "m"}}]}
              """),
          Map.entry(
              "Podfile.lock",
              """
              PODS:
                - A (4.2.0):
                  - A/Core (= 4.2.0)
                - A/Core (4.2.0)
              COCOAPODS: 1.11.2
              """),
          Map.entry(
              "pubspec.lock",
              """
              packages:
                a: {dependency: "direct main", version: "1.0.0"}
                d: {dependency: "direct dev", version: "9.0.0"}
              """),
          Map.entry(
              "Manifest.toml",
              """
              julia_version = "1.9.0"
              manifest_format = "2.0"

              [[deps.Dates]]
              deps = ["Printf"]
              uuid = "ade2"

              [[deps.JSON]]
              uuid = "682c"
              version = "0.21.4"
              """),
          Map.entry("composer.lock", "{\"packages\": [{\"name\": \"a/b\", \"version\": \"1\"}]}"),
          Map.entry("A.deps.json", "{\"libraries\": {\"A/1\": {\"type\": \"package\"}}}"));

  private static final Map<String, String> NEIGHBOURS =
      Map.of(
          "src/package.json",
          """
          {"dependencies": {"@s/a": "^1.1.0", "alias": "npm:real@^3.0.0"},
           "devDependencies": {"dev-tool": "^9.0.0"}}
          """,
          "src/Cargo.toml",
          """
          [package]
          name = "app"
          [dependencies]
          serde = "1"
          [dev-dependencies]
          tester = "1"
          """,
          "pom.xml",
          """
          <project><artifactId>parent</artifactId><dependencyManagement><dependencies>
          <dependency><groupId>g</groupId><artifactId>managed</artifactId><version>[5.0]</version>
          </dependency></dependencies></dependencyManagement></project>
          """);

  private static List<String> read(String name, byte[] content) throws Exception {
    return LockFiles.read(
            content,
            "src/" + name,
            path -> Optional.ofNullable(NEIGHBOURS.get(path)).map(text -> text.getBytes(UTF_8)))
        .stream()
        .map(found -> found.name() + " " + found.version())
        .toList();
  }

  private static void assertReads(String name, String... expected) throws Exception {
    assertThat(LockFiles.recognises("a/" + name)).isTrue();
    assertThat(read(name, SAMPLES.getOrDefault(name, "").getBytes(UTF_8)))
        .containsExactlyInAnyOrder(expected);
  }

  @Test
  void node_is_read() throws Exception {
    assertReads("package-lock.json", "a 1.0.0", "@s/b 2.0.0", "real 3.0.0", "own 0.1.0");
    assertReads("npm-shrinkwrap.json", "a 1.0.0", "b 2.0.0");
    assertReads("yarn.lock", "@s/a 1.2.0", "b 2.1.0", "real 3.1.0");
    assertReads("pnpm-lock.yaml", "@s/a 1.2.0", "b 2.1.0");
    assertReads("bun.lock", "a 1.0.0", "b 2.0.0");
  }

  @Test
  void older_pnpm_marks_what_is_for_development() throws Exception {
    String six =
        """
        lockfileVersion: '6.0'
        packages:
          /@s/a@1.2.0(b@2.1.0): {resolution: {integrity: x}, dev: false}
          /dev-tool@9.0.0: {dev: true}
        """;
    String five =
        """
        lockfileVersion: 5.4
        packages:
          /@s/a/1.2.0_b@2.1.0: {dev: false}
          registry.example.com/b/2.1.0: {}
          file:x: {name: local, version: 1.0.0}
        """;

    assertThat(read("pnpm-lock.yaml", six.getBytes(UTF_8))).containsExactly("@s/a 1.2.0");
    assertThat(read("pnpm-lock.yaml", five.getBytes(UTF_8)))
        .containsExactly("@s/a 1.2.0", "b 2.1.0", "local 1.0.0");
  }

  @Test
  void newer_yarn_is_read_like_the_old_one() throws Exception {
    String berry =
        """
        __metadata:
          version: 6

        "@s/a@npm:^1.1.0":
          version: 1.2.0
          resolution: "@s/a@npm:1.2.0"
          dependencies:
            b: ^2.0.0
          checksum: x

        "alias@npm:real@^3.0.0":
          version: 3.1.0

        "app@workspace:.":
          version: 0.0.0-use.local

        "b@npm:^2.0.0, b@patch:b@^2.0.0#x":
          version: 2.1.0

        "dev-tool@npm:^9.0.0":
          version: 9.0.0
        """;

    assertThat(read("yarn.lock", berry.getBytes(UTF_8)))
        .containsExactly("@s/a 1.2.0", "real 3.1.0", "b 2.1.0");
  }

  @Test
  void python_is_read() throws Exception {
    assertReads("Pipfile.lock", "Django 2.0");
    assertReads("poetry.lock", "click 8.1.3");
    assertReads("uv.lock", "a 1.0", "b 2.0");
    assertReads("pdm.lock", "a 1.0");
    assertReads("requirements.txt", "Flask 2.0.1", "click 8.0.0", "six 1.16.0");
  }

  @Test
  void java_and_its_kin_are_read() throws Exception {
    assertReads("pom.xml", "g:managed 5.0", "g:own 2.0");
    assertReads("gradle.lockfile", "g:a 1.0");
  }

  @Test
  void net_and_php_are_read() throws Exception {
    assertReads("packages.lock.json", "A 1.0.0");
    assertReads("packages.config", "A 1.0");
    assertReads("A.deps.json", "A 1");
    assertReads("composer.lock", "a/b 1");
  }

  @Test
  void go_and_rust_are_read() throws Exception {
    assertReads("go.mod", "golang.org/x/text v0.3.0", "golang.org/x/net v0.1.0", "d.e/f v2.0.0");
    assertReads("Cargo.lock", "serde 1.0.1");
  }

  @Test
  void the_others_are_read() throws Exception {
    assertReads("Gemfile.lock", "dotenv 2.7.2", "nokogiri 1.13.6");
    assertReads("conan.lock", "zlib 1.2.12", "b 2.0");
    assertReads("mix.lock", "castore 0.1.22");
    assertReads("Package.resolved", "github.com/a/b 1.0.0", "x/y m");
    assertReads("Podfile.lock", "A 4.2.0", "A/Core 4.2.0");
    assertReads("pubspec.lock", "a 1.0.0");
    assertReads("Manifest.toml", "Dates 1.9.0", "JSON 0.21.4");
  }

  @Test
  void before_go_1_17_the_sums_name_what_is_indirect() throws Exception {
    String mod = "module m\ngo 1.16\nrequire a.b/c v1.0.0\nrequire d.e/f v1.0.0 // indirect\n";
    String sum =
        """
        a.b/c v0.9.0 h1:x=
        d.e/f v1.1.0 h1:x=
        d.e/f v1.1.0/go.mod h1:x=
        g.h/i v2.0.0/go.mod h1:x=
        """;

    assertThat(
            LockFiles.read(
                mod.getBytes(UTF_8),
                "go.mod",
                path ->
                    path.equals("go.sum") ? Optional.of(sum.getBytes(UTF_8)) : Optional.empty()))
        .extracting(found -> found.name() + " " + found.version())
        .containsExactly("a.b/c v1.0.0", "d.e/f v1.1.0");
  }

  @Test
  void poetry_before_groups_asks_the_manifest() throws Exception {
    String lock =
        """
        [[package]]
        name = "Flask"
        version = "2.0"

        [package.dependencies]
        click = ">=8"

        [[package]]
        name = "click"
        version = "8.0"

        [[package]]
        name = "pytest"
        version = "7.0"
        """;
    String manifest =
        """
        [tool.poetry.dependencies]
        python = "^3.9"
        flask = "^2.0"

        [tool.poetry.group.dev.dependencies]
        pytest = "^7.0"
        """;

    assertThat(
            LockFiles.read(
                lock.getBytes(UTF_8),
                "a/poetry.lock",
                path ->
                    path.equals("a/pyproject.toml")
                        ? Optional.of(manifest.getBytes(UTF_8))
                        : Optional.empty()))
        .extracting(found -> found.name() + " " + found.version())
        .containsExactly("Flask 2.0", "click 8.0");
  }

  @Test
  void all_names_are_recognised_and_others_are_not() {
    assertThat(LockFiles.names()).hasSize(25);
    assertThat(LockFiles.recognises("a/go.sum")).isFalse();
    assertThat(LockFiles.recognises("go.mod/x")).isFalse();
  }

  @Test
  void neighbours_are_never_outside_the_tree() {
    Neighbours around = Neighbours.of("a/b/pom.xml", path -> Optional.empty());

    assertThat(around.resolve("../pom.xml")).contains("a/pom.xml");
    assertThat(around.resolve("./x/../y")).contains("a/b/y");
    assertThat(around.resolve("../../../etc/passwd")).isEmpty();
    assertThat(around.resolve("/etc/passwd")).isEmpty();
  }

  @Test
  void a_gem_without_a_name_is_none() throws Exception {
    assertThat(read("Gemfile.lock", "GEM\n  specs:\n    (1.0)\n".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_an_exception() {
    SAMPLES.forEach(
        (name, sample) -> {
          Hostile.feed(sample.getBytes(UTF_8), 150, bytes -> read(name, bytes));
          byte[] doubled = Arrays.copyOf(sample.getBytes(UTF_8), sample.length() * 2 + 10);
          Hostile.feed(doubled, 20, bytes -> read(name, bytes));
        });
  }
}
