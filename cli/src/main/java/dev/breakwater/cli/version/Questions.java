package dev.breakwater.cli.version;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.version.VersionScheme;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Answers one question given as three arguments, or one on each line of standard input; every line
 * gets one line of answer.
 *
 * @param console where to read and print
 * @param spec the command
 * @param fields what the three fields are called, such as {@code SCHEME, A, B}
 * @param question what is asked of a scheme
 * @param unreadable the answer where something cannot be read
 */
record Questions(
    Console console, CommandSpec spec, List<String> fields, Question question, String unreadable) {

  /** What is asked of a scheme about two texts. */
  interface Question {
    Parsed<String> ask(VersionScheme scheme, String first, String second);
  }

  /** Answers, and returns the exit status. */
  int answer(List<String> arguments, int statusWhereUnreadable) {
    return switch (arguments.size()) {
      case 0 -> answerLines();
      case 3 -> answerOne(arguments, statusWhereUnreadable);
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "give %s, or none of them and lines of them on standard input"
                  .formatted(String.join(", ", fields)));
    };
  }

  private int answerOne(List<String> arguments, int statusWhereUnreadable) {
    VersionScheme scheme =
        VersionScheme.named(arguments.getFirst())
            .orElseThrow(
                () -> new ParameterException(spec.commandLine(), unknown(arguments.getFirst())));
    return switch (question.ask(scheme, arguments.get(1), arguments.get(2))) {
      case Parsed.Valid<String>(String answer) -> {
        console.out().println(answer);
        yield ExitStatus.CLEAN;
      }
      case Parsed.Invalid<String>(String reason) -> {
        console.out().println(unreadable);
        console.say(reason);
        yield statusWhereUnreadable;
      }
    };
  }

  private int answerLines() {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    int status = ExitStatus.CLEAN;
    int number = 0;
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] words = line.split("\t", -1);
        Optional<VersionScheme> scheme = VersionScheme.named(words[0]);
        if (words.length == fields.size() && scheme.isPresent()) {
          console.out().println(answer(question.ask(scheme.get(), words[1], words[2])));
        } else {
          console.out().println(unreadable);
          if (status == ExitStatus.CLEAN) {
            console.say("line " + number + ": " + wrong(words));
          }
          status = ExitStatus.BAD_INPUT;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return status;
  }

  private String answer(Parsed<String> answer) {
    return switch (answer) {
      case Parsed.Valid<String>(String text) -> text;
      case Parsed.Invalid<String> _ -> unreadable;
    };
  }

  private String wrong(String[] words) {
    return words.length == fields.size()
        ? unknown(words[0])
        : "write %s with a tab between them".formatted(String.join(", ", fields));
  }

  private static String unknown(String scheme) {
    return "no scheme \"%s\"; there are %s"
        .formatted(scheme, String.join(", ", VersionScheme.names()));
  }
}
