package dev.breakwater.scanner.lockfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import org.junit.jupiter.api.Test;

class XmlTest {

  private static Xml.Element read(String xml) throws Exception {
    return Xml.read(xml.getBytes(UTF_8), "test");
  }

  @Test
  void elements_are_found_by_their_names() throws Exception {
    Xml.Element top = read("<a x='1'> t <b>one</b><l><i>2</i><j/><i>3</i></l></a>");

    assertThat(top.name()).isEqualTo("a");
    assertThat(top.text()).isEqualTo("t");
    assertThat(top.attribute("x")).isEqualTo("1");
    assertThat(top.child("b").text()).isEqualTo("one");
    assertThat(top.child("missing").child("too").text()).isEmpty();
    assertThat(top.list("l", "i")).extracting(Xml.Element::text).containsExactly("2", "3");
  }

  @Test
  void document_types_and_entities_are_refused() {
    assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> read("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> read("<a>&unknown;</a>")).isInstanceOf(MalformedException.class);
  }

  @Test
  void what_is_too_deep_or_broken_is_told() {
    assertThatThrownBy(() -> read("<a>".repeat(10_000))).isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> read("<a><b></a>")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> read("")).isInstanceOf(MalformedException.class);
  }
}
