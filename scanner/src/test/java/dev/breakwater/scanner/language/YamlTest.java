package dev.breakwater.scanner.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import org.junit.jupiter.api.Test;

class YamlTest {

  private static String read(String yaml) throws Exception {
    return Yaml.tree(yaml.getBytes(UTF_8), "test").toString().replace('"', '\'');
  }

  @Test
  void scalars_stay_as_they_are_written() throws Exception {
    assertThat(read("a: 1.10\nb: [yes, {c: ''}]\n'': x\n---\nd: 2\n"))
        .isEqualTo("{'a':'1.10','b':['yes',{'c':''}],'':'x'}");
    assertThat(read("")).isEmpty();
  }

  @Test
  void aliases_are_refused_and_depth_is_limited() {
    assertThatThrownBy(() -> read("a: &x [1]\nb: *x\n")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> read("? [a]\n: b\n")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> read("a: 'x")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> read("[".repeat(1000))).isInstanceOf(LimitExceededException.class);
  }
}
