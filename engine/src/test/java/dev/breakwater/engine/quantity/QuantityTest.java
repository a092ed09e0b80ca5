package dev.breakwater.engine.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.1, 0.1",
    ".5, 0.5",
    "5., 5",
    "+1, 1",
    "-1, -1",
    "100m, 0.1",
    "1500m, 1.5",
    "250u, 0.00025",
    "3n, 0.000000003",
    "1k, 1000",
    "1M, 1000000",
    "2G, 2000000000",
    "1T, 1000000000000",
    "1P, 1000000000000000",
    "1E, 1000000000000000000",
    "1Ki, 1024",
    "1.5Gi, 1610612736",
    "64Mi, 67108864",
    "1Ti, 1099511627776",
    "1Pi, 1125899906842624",
    "1Ei, 1152921504606846976",
    "1e3, 1000",
    "1E3, 1000",
    "12e-1, 1.2",
    "1e+2, 100",
  })
  void each_spelling_means_its_amount(String text, String amount) {
    assertThat(Quantity.parse(text)).map(Quantity::toString).contains(amount);
  }

  @ParameterizedTest(name = "\"{0}\" is none")
  @ValueSource(
      strings = {
        "", " ", "m", "Ki", "1 Gi", "1gi", "1GI", "1KB", "128MB", "1K", "1mi", "1.2.3", "--1", "1e",
        "1e+", "1e3Ki", "0x10", "1,5", "e3", ".", "+", "NaN", "1Zi"
      })
  void what_the_api_server_refuses_is_no_quantity(String text) {
    assertThat(Quantity.parse(text)).isEmpty();
  }

  @Test
  void two_spellings_of_one_amount_are_equal() {
    assertThat(Quantity.parse("0.1")).isEqualTo(Quantity.parse("100m"));
    assertThat(Quantity.parse("1024Mi")).isEqualTo(Quantity.parse("1Gi"));
    assertThat(Quantity.parse("0Mi")).contains(Quantity.ZERO);
  }

  @Test
  void a_number_of_yaml_is_a_quantity_too() {
    assertThat(Quantity.of(Node.of(2))).map(Quantity::toString).contains("2");
    assertThat(Quantity.of(Node.of(0.5))).map(Quantity::toString).contains("0.5");
    assertThat(Quantity.of(Node.of(null))).isEmpty();
  }

  @Test
  void a_huge_exponent_costs_nothing() {
    assertThat(Quantity.parse("1e999999999")).hasValueSatisfying(q -> q.compareTo(Quantity.ZERO));
  }
}
