import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Serves a folder on a free loopback port, for tests of downloads.
 *
 * <p>{@code java FileServer.java FOLDER PORT_FILE LOG}: the port goes to PORT_FILE, each path that
 * is asked for to LOG. A file that has a neighbour with {@code .cut} at the end of its name is
 * announced whole and then breaks off in the middle.
 */
class FileServer {
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path log = Path.of(args[2]);
    Files.createFile(log);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          Files.writeString(log, path + "\n", StandardOpenOption.APPEND);
          Path file = folder.resolve(path.substring(1));
          if (!Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
          }
          byte[] body = Files.readAllBytes(file);
          boolean cut = Files.exists(Path.of(file + ".cut"));
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
          exchange.getResponseBody().flush();
          exchange.close();
        });
    server.start();
    Path written = Files.writeString(Path.of(args[1] + ".new"), "" + server.getAddress().getPort());
    Files.move(written, Path.of(args[1]));
  }
}
