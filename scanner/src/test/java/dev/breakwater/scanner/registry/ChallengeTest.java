package dev.breakwater.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChallengeTest {

  @Test
  void several_challenges_may_stand_in_one_header() {
    assertThat(
            Challenge.parse(
                List.of(
                    "Basic realm=\"a, \\\"b\\\"\", Bearer  realm=\"https://t/x?y=z\" ,service ="
                        + " reg,scope=\"a:b:pull c:d:pull\"")))
        .containsExactly(
            new Challenge("basic", Map.of("realm", "a, \"b\"")),
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://t/x?y=z", "service", "reg", "scope", "a:b:pull c:d:pull")));
  }

  @Test
  void a_scheme_may_stand_alone() {
    assertThat(Challenge.parse(List.of("Negotiate", "NTLM, Basic")))
        .extracting(Challenge::scheme)
        .containsExactly("negotiate", "ntlm", "basic");
  }

  @Test
  void nonsense_is_left_out() {
    Random random = new Random(1);
    String alphabet = "Bearer=\", \\\trealm";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder header = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        header.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(Challenge.parse(List.of(header.toString()))).isNotNull();
    }
  }
}
