package dev.breakwater.scanner.cache;

import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import dev.breakwater.scanner.layer.FileFacts;
import dev.breakwater.scanner.layer.LayerFacts;
import dev.breakwater.scanner.layer.PathSet;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The facts of a layer as bytes; the same facts always give the same bytes. */
final class LayerFormat {
  private LayerFormat() {}

  static byte[] write(LayerFacts layer) {
    Encoder out = new Encoder();
    out.list(layer.files(), file -> write(out, file));
    long[] paths = layer.paths().toArray();
    out.number(paths.length);
    for (long path : paths) {
      out.fixed(path);
    }
    out.list(new TreeSet<>(layer.opaque()), out::text);
    out.list(new TreeSet<>(layer.whiteouts()), out::text);
    out.textMap(new TreeMap<>(layer.links()));
    out.textMap(new TreeMap<>(layer.lowerLinks()));
    out.optional(layer.buildInfo(), info -> FindingsFormat.write(out, info));
    out.list(layer.secrets(), secret -> FindingsFormat.write(out, secret));
    out.list(layer.problems(), problem -> FindingsFormat.write(out, problem));
    out.flag(layer.incomplete());
    return out.toByteArray();
  }

  static LayerFacts read(byte[] bytes) throws MalformedException {
    Decoder in = new Decoder(bytes);
    LayerFacts layer =
        new LayerFacts(
            in.list(() -> readFile(in)),
            readPaths(in),
            Set.copyOf(in.texts()),
            Set.copyOf(in.texts()),
            Map.copyOf(in.textMap()),
            Map.copyOf(in.textMap()),
            in.optional(() -> FindingsFormat.readBuildInfo(in)),
            in.list(() -> FindingsFormat.readSecret(in)),
            in.list(() -> FindingsFormat.readProblem(in)),
            in.flag());
    in.end();
    return layer;
  }

  private static PathSet readPaths(Decoder in) throws MalformedException {
    long[] paths = new long[in.count()];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = in.fixed();
    }
    return PathSet.of(paths);
  }

  private static void write(Encoder out, FileFacts file) {
    out.text(file.path());
    out.text(file.systemFile());
    out.list(file.packages(), found -> FindingsFormat.write(out, found));
    out.list(file.licenses(), out::text);
    out.list(
        file.systems(),
        candidate -> {
          FindingsFormat.write(out, candidate.system());
          out.number(candidate.precedence());
        });
    out.list(file.misconfigurations(), weakness -> FindingsFormat.write(out, weakness));
    out.list(file.problems(), problem -> FindingsFormat.write(out, problem));
  }

  private static FileFacts readFile(Decoder in) throws MalformedException {
    return new FileFacts(
        in.text(),
        in.text(),
        in.list(() -> FindingsFormat.readPackage(in)),
        in.texts(),
        in.list(() -> new SystemCandidate(FindingsFormat.readSystem(in), in.integer())),
        in.list(() -> FindingsFormat.readMisconfiguration(in)),
        in.list(() -> FindingsFormat.readProblem(in)));
  }
}
