package dev.breakwater.cli.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** JSON as every command prints it: two spaces an indentation, one line feed at the end. */
public final class Json {
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  private Json() {}

  /** Writes one value. */
  @FunctionalInterface
  public interface Writing {
    /** Writes the value to {@code json}. */
    void to(JsonGenerator json) throws IOException;
  }

  /** Prints the value that {@code writing} writes; {@code out} stays open. */
  public static void print(PrintStream out, Writing writing) {
    try (JsonGenerator json =
        JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build()
            .createGenerator(out)) {
      json.setPrettyPrinter(printer());
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.print('\n');
  }

  private static DefaultPrettyPrinter printer() {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentArraysWith(INDENTER);
    printer.indentObjectsWith(INDENTER);
    return printer;
  }
}
