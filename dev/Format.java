import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks or applies the house format: {@code java -cp google-java-format.jar dev/Format.java check|apply ROOT
 * [FILE...]}, all of {@code ROOT} or only those files. */
final class Format {
  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    Path root = Path.of(arguments[1]);
    int unformatted = 0;
    List<Path> files =
        arguments.length > 2
            ? Stream.of(arguments).skip(2).map(Path::of).toList()
            : sources(root);
    for (Path file : files) {
      String before = Files.readString(file);
      String after = new Formatter().formatSourceAndFixImports(before);
      if (before.equals(after)) {
        continue;
      }
      unformatted++;
      System.err.println((apply ? "formatted " : "not formatted: ") + root.relativize(file));
      if (apply) {
        Files.writeString(file, after);
      }
    }
    if (unformatted > 0 && !apply) {
      System.err.println("run: mvn -N verify -Dformat.goal=apply");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws Exception {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> root.relativize(file).toString().contains("src/"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }
}
