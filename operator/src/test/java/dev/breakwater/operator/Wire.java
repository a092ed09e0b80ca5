package dev.breakwater.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The wire between an operator and its API server: it can be cut, slow, or down for a while. */
final class Wire implements AutoCloseable {
  private static final Pattern SERVER = Pattern.compile("https://127\\.0\\.0\\.1:(\\d+)");

  private final Path kubeconfig;
  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean down;
  private volatile Duration pause = Duration.ZERO;

  /** A wire that works, to the API server of {@code direct}. */
  Wire(Path direct) throws IOException {
    String text = Files.readString(direct);
    Matcher matcher = SERVER.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no API server on loopback in " + direct);
    }
    target = Integer.parseInt(matcher.group(1));
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    kubeconfig = Files.createTempFile(direct.getParent(), "wire", ".kubeconfig");
    Files.writeString(kubeconfig, matcher.replaceAll("https://127.0.0.1:" + server.getLocalPort()));
    Thread.ofVirtual().start(this::accept);
  }

  /** How the operator reaches the API server over this wire. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** Breaks every connection, watches and requests alike; returns how many there were. */
  int cut() {
    int count = open.size();
    open.forEach(Wire::close);
    return count;
  }

  /** Breaks every connection, and every new one, until {@link #up}. */
  void down() {
    down = true;
    cut();
  }

  /** Ends an outage. */
  void up() {
    down = false;
  }

  /** Makes every piece of up to 16 KiB wait. */
  void slow(Duration pauses) {
    pause = pauses;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket operator = server.accept();
        if (down) {
          close(operator);
          continue;
        }
        Socket apiServer = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(operator);
        open.add(apiServer);
        Thread.ofVirtual().start(() -> pump(operator, apiServer));
        Thread.ofVirtual().start(() -> pump(apiServer, operator));
      } catch (IOException e) {
        // This connection has failed, as connections do.
      }
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[16_384];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        LockSupport.parkNanos(pause.toNanos());
        out.write(piece, 0, length);
      }
    } catch (IOException e) {
      // Cut; both ends are closed.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
