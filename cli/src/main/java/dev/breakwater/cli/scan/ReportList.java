package dev.breakwater.cli.scan;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.cli.console.Json;
import java.io.PrintStream;
import java.util.List;

/** The reports as what {@code kubectl get securityreports -A -o json} would print. */
final class ReportList {
  private final Items items;

  /** The list of the reports in {@code judged}. */
  ReportList(List<Judged> judged) {
    this.items = new Items("v1", "List", judged.stream().map(Judged::report).toList());
  }

  @JsonPropertyOrder({"apiVersion", "kind", "items"})
  private record Items(String apiVersion, String kind, List<SecurityReport> items) {}

  void printJson(PrintStream out) {
    ObjectMapper mapper = ordered(new ObjectMapper());
    Json.print(out, json -> mapper.writeValue(json, items));
  }

  void printYaml(PrintStream out) {
    YAMLFactory yaml =
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    try {
      out.print(ordered(new ObjectMapper(yaml)).writeValueAsString(items));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is plain data", e);
    }
  }

  private static ObjectMapper ordered(ObjectMapper mapper) {
    return mapper
        .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
        .configure(SerializationFeature.FLUSH_AFTER_WRITE_VALUE, false);
  }
}
