package dev.breakwater.scanner.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hostile files cost a bounded time, and how a file is cut into pieces changes nothing. */
class SecretSearchFuzzTest {

  private static final SecretRules RULES = SecretRules.load();
  private static final String GITHUB = "ghp_" + "012345678901234567890123456789abcdef";
  private static final String KEY =
      "-----BEGIN RSA PRIVATE KEY-----\n"
          + "MIIEpAIBAAKCAQEA1234567890abcdefghijklmnopqrstuvwxyz\n".repeat(30)
          + "-----END RSA PRIVATE KEY-----\n";

  @Test
  void a_file_read_in_pieces_says_the_same_as_a_file_in_memory() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < 1_500_000) {
      text.append("x".repeat(random.nextInt(200)))
          .append(random.nextInt(4) == 0 ? "\n" : " ")
          .append(random.nextInt(100) == 0 ? "\nk=" + GITHUB + "\n" : "")
          .append(random.nextInt(400) == 0 ? "\n" + KEY : "");
    }
    byte[] content = text.toString().getBytes(UTF_8);

    List<Secret> whole = SecretSearchTest.search("a.txt", content).secrets();
    List<Secret> streamed = RULES.search("a.txt", new ByteArrayInputStream(content)).secrets();

    assertThat(streamed).isEqualTo(whole);
    assertThat(whole).extracting(Secret::line).isEqualTo(lines(text.toString()));
    assertThat(whole).allSatisfy(secret -> assertThat(secret.excerpt()).doesNotContain("0123"));
  }

  private static List<Integer> lines(String text) {
    List<Integer> lines = new ArrayList<>();
    String[] all = text.split("\n", -1);
    for (int i = 0; i < all.length; i++) {
      if (all[i].startsWith("k=ghp_") || all[i].startsWith("-----BEGIN")) {
        lines.add(all[i].startsWith("k=") ? i + 1 : i + 2);
      }
    }
    return lines;
  }

  @Test
  void mutated_files_never_break_the_search() {
    Random random = new Random(11);
    byte[] sample =
        ("{\"type\": \"service_account\",\"k\":\"AKIA"
                + "0123456789ABCDEF\"}\nfacebook='0123456789abcdef0123456789abcdef'\n"
                + GITHUB
                + "\n"
                + KEY)
            .getBytes(UTF_8);
    for (int length = 0; length < sample.length; length++) {
      SecretSearchTest.search("a.json", Arrays.copyOf(sample, length));
    }
    for (int round = 0; round < 2000; round++) {
      byte[] mutated = sample.clone();
      for (int i = random.nextInt(20); i >= 0; i--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      assertThat(SecretSearchTest.search("a.json", mutated).secrets())
          .allSatisfy(secret -> assertThat(secret.line()).isBetween(1, 100));
    }
  }

  @Test
  void a_file_made_of_keywords_is_cut_short_and_says_so() {
    String hostile =
        "eyJ" + "ey".repeat(50) + ".eyJ" + "eyJ".repeat(3000) + "-----begin ".repeat(500);
    byte[] content = hostile.repeat(300).getBytes(UTF_8);

    assertThat(SecretSearchTest.search("a.txt", content).problems())
        .extracting(Problem::kind)
        .containsExactly(Problem.Kind.LIMIT);
  }
}
