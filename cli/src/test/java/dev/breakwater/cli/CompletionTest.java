package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  @TempDir private Path folder;

  @Test
  void bash_offers_commands_and_options() throws Exception {
    Path script = folder.resolve("completion.sh");
    Files.writeString(script, completion());

    assertThat(offered(script, "breakwater", "po")).contains("podsecurity");
    assertThat(offered(script, "breakwater", "scan", "--fail")).contains("--fail-on");
    assertThat(offered(script, "breakwater", "s")).contains("scan", "secrets", "sbom");
    assertThat(offered(script, "breakwater", "sbom", "--v")).contains("--vex");
  }

  private String offered(Path script, String... words) throws Exception {
    String line =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_breakwater; echo \"${COMPREPLY[@]}\""
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out;
  }

  private static String completion() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8)) {
      assertThat(
              Cli.run(new String[] {"completion"}, InputStream.nullInputStream(), stream, stream))
          .isZero();
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
