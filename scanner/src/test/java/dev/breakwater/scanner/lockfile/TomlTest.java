package dev.breakwater.scanner.lockfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlTest {

  private static String read(String toml) throws Exception {
    return Toml.tree(toml.getBytes(UTF_8), "test").toString().replace('"', '\'');
  }

  @Test
  void tables_arrays_strings_and_dotted_keys_become_a_tree() throws Exception {
    assertThat(read("a.b = 1 # x\n'c d' = \"e\\n\\u0041\"\n[t.u]\nv = [1, 'x', # y\n [true]]\n"))
        .isEqualTo("{'a':{'b':'1'},'c d':'e\\nA','t':{'u':{'v':['1','x',['true']]}}}");
    assertThat(read("[[p]]\nn = 1\n[p.q]\nr = {s = 2, t.u = 3}\n[[p]]\nn = 4\r\n"))
        .isEqualTo("{'p':[{'n':'1','q':{'r':{'s':'2','t':{'u':'3'}}}},{'n':'4'}]}");
    assertThat(read("a = '''x\n'y'''\nb = \"\"\"z\"\"\"\n")).isEqualTo("{'a':'x\\n'y','b':'z'}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a =",
        "= 1",
        "[a",
        "a = [1",
        "a = 'x",
        "a = 1\n[a]\n",
        "a = {b = 1",
        "a = 'x' y"
      })
  void what_is_not_toml_is_malformed(String toml) {
    assertThatThrownBy(() -> read(toml)).isInstanceOf(MalformedException.class);
  }

  @Test
  void what_is_too_deep_is_a_limit() {
    assertThatThrownBy(() -> read("a = " + "[".repeat(100_000)))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> read("a" + ".a".repeat(100_000) + " = 1"))
        .isInstanceOf(LimitExceededException.class);
  }
}
