package dev.breakwater.operator;

import dev.breakwater.operator.runtime.Settings;
import dev.breakwater.operator.runtime.Settings.InvalidSettingException;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The operator as a process of its own, which can be killed. */
final class OperatorProcess {
  private OperatorProcess() {}

  /** The operator with a clock that is ahead, so that nothing is too young to be judged. */
  public static void main(String[] arguments) throws InvalidSettingException, InterruptedException {
    new Breakwater(
            Settings.from(System.getenv()),
            new KubernetesClientBuilder().build(),
            Stage.AHEAD,
            code -> Runtime.getRuntime().halt(code.code()))
        .start();
    new CountDownLatch(1).await();
  }

  /** Starts {@code main} with this environment, without leader election and on any port. */
  static Process start(Class<?> main, Path kubeconfig, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .putAll(
            Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "BREAKWATER_HTTP_PORT",
                "0",
                "BREAKWATER_FEATURES",
                "scans",
                "BREAKWATER_LEADER_ELECTION",
                "false"));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
