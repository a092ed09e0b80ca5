package dev.breakwater.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.scanner.Analyzers;
import dev.breakwater.scanner.Scanner;
import dev.breakwater.scanner.StandardAnalyzers;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.cache.FactsCache;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.merge.KnownBases;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.LocalImages;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Scans of one image in one process, as often as needed to be warm: {@code ImageBenchmark IMAGE
 * PARTS native|java RUNS}, where PARTS is {@code packages}, {@code all}, or {@code cached} for all
 * from the cache of facts.
 *
 * <p>Prints four numbers: CPU and wall seconds of a warm scan (the medians of the last RUNS, all
 * threads of the process counted), the peak memory of the process in MiB, and how many packages
 * were found.
 */
public final class ImageBenchmark {
  private static final int WARM_UP = 6;

  private ImageBenchmark() {}

  /** Takes an image that {@code breakwater image} reads, what to look for, and how. */
  public static void main(String[] arguments) throws IOException {
    Path image = Path.of(arguments[0]);
    boolean cached = arguments[1].equals("cached");
    Set<Part> parts =
        arguments[1].equals("packages")
            ? EnumSet.of(Part.PACKAGES)
            : EnumSet.of(Part.PACKAGES, Part.SECRETS, Part.CONFIGURATION);
    int runs = Integer.parseInt(arguments[3]);
    Path scratch = Files.createTempDirectory("breakwater-bench");
    Analyzers analyzers = StandardAnalyzers.of(parts);
    Optional<FactsCache> cache =
        cached
            ? Optional.of(
                new FactsCache(scratch.resolve("facts"), analyzers.rules(Limits.USUAL), 1L << 30))
            : Optional.empty();
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    List<Double> cpu = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    int packages = 0;
    try (Scanner scanner =
        new Scanner(
            analyzers,
            Limits.USUAL,
            new Scanner.Machine(
                Runtime.getRuntime().availableProcessors(),
                arguments[2].equals("native"),
                scratch,
                64L << 20,
                8L << 30),
            cache)) {
      for (int run = 0; run < WARM_UP + runs; run++) {
        long cpuBefore = process.getProcessCpuTime();
        long wallBefore = System.nanoTime();
        packages = scan(scanner, image, scratch).packages().size();
        if (run >= WARM_UP) {
          cpu.add((process.getProcessCpuTime() - cpuBefore) / 1e9);
          wall.add((System.nanoTime() - wallBefore) / 1e9);
        }
      }
    }
    System.out.printf("%.4f %.4f %d %d%n", median(cpu), median(wall), peakMebibytes(), packages);
  }

  private static ImageFacts scan(Scanner scanner, Path image, Path scratch) throws IOException {
    try (ImageSource.Layered source =
        new LocalImages(scratch, 8L << 30)
            .open(image, Optional.empty(), new Platform("linux", "amd64", ""))) {
      return scanner.scan(source, new KnownBases(Map.of()));
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** From the kernel's own account (proc(5), VmHWM). */
  private static long peakMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IOException("/proc/self/status has no VmHWM");
  }
}
