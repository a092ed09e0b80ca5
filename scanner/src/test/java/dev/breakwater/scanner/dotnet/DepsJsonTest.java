package dev.breakwater.scanner.dotnet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scanner.language.Hostile;
import org.junit.jupiter.api.Test;

class DepsJsonTest {

  private static final String SAMPLE =
      """
      {"runtimeTarget": {"name": ".NETCoreApp,Version=v6.0/linux-x64", "signature": ""},
       "targets": {".NETCoreApp,Version=v6.0": {}, ".NETCoreApp,Version=v6.0/linux-x64": {
         "App/1.0.0": {"dependencies": {"Loaded": "1.2.3"}, "runtime": {"App.dll": {}}},
         "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/6.0.1": {"native": {"a": {}}},
         "Loaded/1.2.3": {"runtimeTargets": {"runtimes/unix": {}}},
         "BuildOnly/4.5.6": {"compile": {"x.dll": {}}}}},
       "libraries": {
         "App/1.0.0": {"type": "project"},
         "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/6.0.1": {"type": "runtimepack"},
         "Loaded/1.2.3": {"type": "Package", "path": "loaded/1.2.3"},
         "BuildOnly/4.5.6": {"type": "package"},
         "Unmentioned/7.0.0": {"type": "package"},
         "Reference/1.0.0": {"type": "reference"},
         "NoVersion": {"type": "package"}}}
      """;

  @Test
  void what_is_loaded_at_run_time_counts() throws Exception {
    assertThat(DepsJson.read(SAMPLE.getBytes(UTF_8), "app/App.deps.json"))
        .extracting(found -> found.name() + " " + found.version())
        .containsExactly(
            "App 1.0.0",
            "Microsoft.NETCore.App.Runtime.linux-x64 6.0.1",
            "Loaded 1.2.3",
            "Unmentioned 7.0.0");
  }

  @Test
  void without_the_target_all_libraries_count() throws Exception {
    String deps = "{\"libraries\": {\"A/1\": {\"type\": \"package\"}}}";

    assertThat(DepsJson.read(deps.getBytes(UTF_8), "p")).hasSize(1);
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_an_exception() {
    Hostile.feed(SAMPLE.getBytes(UTF_8), 3000, bytes -> DepsJson.read(bytes, "p"));
  }
}
