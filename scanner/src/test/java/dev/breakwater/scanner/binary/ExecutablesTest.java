package dev.breakwater.scanner.binary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.language.Hostile;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class ExecutablesTest {

  private static final byte[] MAGIC = "\u00FF Go buildinf:".getBytes(ISO_8859_1);
  private static final byte[] START =
      "0w\u00AF\f\u0092t\b\u0002A\u00E1\u00C1\u0007\u00E6\u00D6\u0018\u00E6".getBytes(ISO_8859_1);
  private static final byte[] END =
      "\u00F92C1\u0086\u0018 r\u0000\u0082B\u0010A\u0016\u00D8\u00F2".getBytes(ISO_8859_1);

  private static final String LINES =
      """
      path\texample.com/tool/cmd/tool
      mod\texample.com/tool\t(devel)\t
      dep\tgolang.org/x/text\tv0.3.0\th1:aaa=
      dep\tgolang.org/x/net\tv0.1.0\th1:bbb=
      =>\tgithub.com/fork/net\tv0.2.0\th1:ccc=
      dep\t\t(devel)\t
      build\t-compiler=gc
      build\t-ldflags="-s -w -X 'main.version=1.4.2' -extldflags \\"-static\\""
      """;

  private static byte[] modules(String lines) {
    return ElfBuilder.join(START, lines.getBytes(UTF_8), END);
  }

  private static byte[] inline(String version, byte[] modules) {
    byte[] header = Arrays.copyOf(MAGIC, 32);
    header[14] = 8;
    header[15] = 2;
    return ElfBuilder.join(header, counted(version.getBytes(UTF_8)), counted(modules));
  }

  private static byte[] counted(byte[] text) {
    return text.length < 128
        ? ElfBuilder.join(new byte[] {(byte) text.length}, text)
        : ElfBuilder.join(new byte[] {(byte) (text.length | 128), (byte) (text.length >> 7)}, text);
  }

  /** As Go 1.16 linked: texts among the constants, their addresses and lengths in the data. */
  private static byte[] pointing(String version, byte[] modules, int size, ByteOrder order) {
    byte[] text = version.getBytes(UTF_8);
    byte[] constants =
        ElfBuilder.join("go1.99".getBytes(UTF_8), text, "next".getBytes(UTF_8), modules);
    ByteBuffer data = ByteBuffer.allocate(256).order(order);
    data.put(MAGIC).put((byte) size).put((byte) (order == ByteOrder.BIG_ENDIAN ? 1 : 0));
    put(data, 16, size, ElfBuilder.DATA + 64);
    put(data, 16 + size, size, ElfBuilder.DATA + 128);
    put(data, 64, size, ElfBuilder.CONSTANTS + 6);
    put(data, 64 + size, size, text.length);
    put(data, 128, size, ElfBuilder.CONSTANTS + 6 + text.length + 4);
    put(data, 128 + size, size, modules.length);
    return ElfBuilder.build(constants, data.array(), List.of());
  }

  private static void put(ByteBuffer data, int at, int size, long value) {
    if (size == 8) {
      data.putLong(at, value);
    } else {
      data.putInt(at, (int) value);
    }
  }

  private static byte[] deflate(String text) {
    Deflater deflater = new Deflater(7);
    deflater.setInput(text.getBytes(UTF_8));
    deflater.finish();
    byte[] out = new byte[text.length() + 100];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  private static List<String> read(byte[] executable) throws IOException {
    // A stream that gives little at a time, as a decompressor does.
    InputStream trickle =
        new ByteArrayInputStream(executable) {
          @Override
          public synchronized int read(byte[] target, int at, int length) {
            return super.read(target, at, Math.min(length, 1000));
          }
        };
    return Executables.read(trickle, "bin/tool").stream()
        .map(found -> found.type() + " " + found.name() + " " + found.version())
        .toList();
  }

  @Test
  void go_says_what_it_was_built_from_with_replacements_applied() throws Exception {
    byte[] elf =
        ElfBuilder.build(new byte[300_000], inline("go1.22.3 X:a", modules(LINES)), List.of());

    assertThat(read(elf))
        .containsExactly(
            "golang example.com/tool 1.4.2",
            "golang stdlib v1.22.3",
            "golang golang.org/x/text v0.3.0",
            "golang github.com/fork/net v0.2.0");
  }

  @Test
  void go_before_1_18_points_to_texts_that_have_passed() throws Exception {
    List<String> expected =
        List.of("golang example.com/tool v1.0.0", "golang stdlib v1.16.5", "golang a.b/c v2.0.0");
    byte[] modules = modules("mod\texample.com/tool\tv1.0.0\th1:x\ndep\ta.b/c\tv2.0.0\n");

    assertThat(read(pointing("go1.16.5", modules, 8, ByteOrder.LITTLE_ENDIAN))).isEqualTo(expected);
    assertThat(read(pointing("go1.16.5", modules, 4, ByteOrder.LITTLE_ENDIAN))).isEqualTo(expected);
    assertThat(read(pointing("go1.16.5", modules, 8, ByteOrder.BIG_ENDIAN))).isEqualTo(expected);
  }

  @Test
  void without_modules_the_standard_library_is_known() throws Exception {
    byte[] elf =
        ElfBuilder.build(new byte[10], inline("go1.26.0-X:nodwarf5", new byte[0]), List.of());

    assertThat(read(elf)).containsExactly("golang stdlib v1.26.0");
  }

  @Test
  void a_go_program_inside_another_one_does_not_speak_for_it() throws Exception {
    byte[] embedded = ElfBuilder.join(inline("go1.1", modules("dep\twrong\tv1\n")), new byte[64]);

    assertThat(read(ElfBuilder.build(embedded, new byte[100], List.of()))).isEmpty();
    assertThat(read(ElfBuilder.build(embedded, inline("go1.22", new byte[0]), List.of())))
        .containsExactly("golang stdlib v1.22");
  }

  @Test
  void rust_says_it_in_a_section_of_its_own() throws Exception {
    byte[] data =
        deflate(
            """
            {"packages":[{"name":"app","version":"0.1.0","source":"local","root":true},\
            {"name":"serde","version":"1.0.1","source":"crates.io","kind":"runtime"},\
            {"name":"cc","version":"1.0.0","source":"crates.io","kind":"build"}]}\
            """);
    byte[] constants = ElfBuilder.join(new byte[100_000], "xx\u0001x".getBytes(UTF_8), data);
    int section = ElfBuilder.PAGE + 100_004;

    assertThat(read(ElfBuilder.build(constants, new byte[100], List.of(0, section))))
        .containsExactly("cargo app 0.1.0", "cargo serde 1.0.1");
    assertThat(read(ElfBuilder.build(constants, new byte[100], List.of(0, section + 1)))).isEmpty();
    assertThat(read(ElfBuilder.build(constants, new byte[100], List.of()))).isEmpty();
  }

  @Test
  void a_bomb_in_the_place_of_crates_is_a_limit() {
    byte[] constants = deflate("{\"packages\":" + "[".repeat(9 << 20));

    assertThatThrownBy(
            () -> read(ElfBuilder.build(constants, new byte[10], List.of(0, ElfBuilder.PAGE))))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void other_files_say_nothing() throws Exception {
    assertThat(read(new byte[0])).isEmpty();
    assertThat(read("#!/bin/sh\necho".getBytes(UTF_8))).isEmpty();
    byte[] noise = new byte[500_000];
    new Random(7).nextBytes(noise);
    assertThat(read(ElfBuilder.build(noise, noise, List.of(0, 5)))).isEmpty();
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_an_exception() {
    byte[] modules = modules(LINES);
    Hostile.feed(
        ElfBuilder.build(new byte[10], inline("go1.22.3", modules), List.of()),
        700,
        ExecutablesTest::read);
    Hostile.feed(
        pointing("go1.16.5", modules, 8, ByteOrder.LITTLE_ENDIAN), 700, ExecutablesTest::read);
    byte[] crates = deflate("{\"packages\":[{\"name\":\"app\",\"version\":\"0.1.0\"}]}");
    Hostile.feed(
        ElfBuilder.build(crates, new byte[10], List.of(0, ElfBuilder.PAGE)),
        700,
        ExecutablesTest::read);
  }

  @Test
  void only_what_may_be_run_is_read() {
    byte[] elf = {0x7F, 'E', 'L', 'F', 2};

    assertThat(interest("bin/tool", 0755, elf)).isInstanceOf(Interest.Stream.class);
    assertThat(interest("bin/tool", 0644, elf)).isEqualTo(Interest.NONE);
    assertThat(interest("a/tool.exe", 0644, 'M', 'Z', 0, 0)).isInstanceOf(Interest.Stream.class);
    assertThat(interest("bin/tool", 0755, 0xCF, 0xFA, 0xED, 0xFE))
        .isInstanceOf(Interest.Stream.class);
    assertThat(interest("bin/tool", 0755, '#', '!', '/', 'b')).isEqualTo(Interest.NONE);
    assertThat(interest("bin/tool", 0755, 0x7F)).isEqualTo(Interest.NONE);
  }

  private static Interest interest(String path, int mode, int... head) {
    byte[] bytes = new byte[head.length];
    for (int i = 0; i < head.length; i++) {
      bytes[i] = (byte) head[i];
    }
    return interest(path, mode, bytes);
  }

  private static Interest interest(String path, int mode, byte[] head) {
    return new Executables().interest(new FileEntry(path, 1000, mode), Head.of(head));
  }
}
