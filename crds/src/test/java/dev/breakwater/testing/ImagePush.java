package dev.breakwater.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes images to a registry (OCI distribution specification 1.1, "Push"). */
public final class ImagePush {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final URI registry;
  private final String authorization;

  /**
   * To a registry.
   *
   * @param client which trusts its certificate, if it has one
   * @param registry such as {@code http://127.0.0.1:5000}
   */
  public ImagePush(HttpClient client, URI registry) {
    this(client, registry, "");
  }

  private ImagePush(HttpClient client, URI registry, String authorization) {
    this.client = client;
    this.registry = registry;
    this.authorization = authorization;
  }

  /** The same, as a user (RFC 7617). */
  public ImagePush as(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new ImagePush(client, registry, "Basic " + Base64.getEncoder().encodeToString(both));
  }

  /**
   * Pushes the blobs that are not there yet, and the manifest. What refers to another image is also
   * added to the index at the tag {@code sha256-...} where the registry has no referrers API.
   *
   * @param name {@code repository:tag}, or {@code repository} for no tag
   * @return {@code sha256:...} of the manifest or the index
   */
  public String push(String name, ContainerImage image) {
    int colon = name.lastIndexOf(':');
    String repository = colon < 0 ? name : name.substring(0, colon);
    String tag = colon < 0 ? image.digest() : name.substring(colon + 1);
    for (ContainerImage part : image.parts()) {
      push(repository, part);
    }
    image.blobs().forEach((digest, content) -> blob(repository, digest, content));
    HttpResponse<byte[]> answer = manifest(repository, tag, image.mediaType(), image.manifest());
    if (!image.subject().isEmpty() && answer.headers().firstValue("OCI-Subject").isEmpty()) {
      refer(repository, image);
    }
    return image.digest();
  }

  /** Deletes a manifest, with the tags that name it. */
  public void delete(String repository, String digest) {
    expect(202, send(request(path(repository, "manifests/" + digest)).DELETE()));
  }

  private void blob(String repository, String digest, byte[] content) {
    HttpRequest.Builder there =
        request(path(repository, "blobs/" + digest)).method("HEAD", BodyPublishers.noBody());
    if (send(there).statusCode() == 200) {
      return;
    }
    HttpResponse<byte[]> begun =
        send(request(path(repository, "blobs/uploads/")).POST(BodyPublishers.noBody()));
    expect(202, begun);
    URI location = registry.resolve(begun.headers().firstValue("Location").orElseThrow());
    String query = (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest;
    expect(
        201,
        send(
            request(URI.create(location + query))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content))));
  }

  private HttpResponse<byte[]> manifest(
      String repository, String reference, String mediaType, byte[] content) {
    HttpResponse<byte[]> answer =
        send(
            request(path(repository, "manifests/" + reference))
                .header("Content-Type", mediaType)
                .PUT(BodyPublishers.ofByteArray(content)));
    expect(201, answer);
    return answer;
  }

  private void refer(String repository, ContainerImage image) {
    String tag = image.subject().replace(':', '-');
    HttpResponse<byte[]> known =
        send(request(path(repository, "manifests/" + tag)).header("Accept", INDEX).GET());
    List<Object> manifests = new ArrayList<>();
    if (known.statusCode() == 200) {
      for (JsonNode referrer : tree(known.body()).path("manifests")) {
        manifests.add(referrer);
      }
    }
    Map<String, Object> descriptor = image.descriptor();
    descriptor.remove("platform");
    manifests.add(descriptor);
    byte[] index =
        ContainerImage.json(Map.of("schemaVersion", 2, "mediaType", INDEX, "manifests", manifests));
    manifest(repository, tag, INDEX, index);
  }

  private URI path(String repository, String rest) {
    return registry.resolve("/v2/" + repository + "/" + rest);
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an image was pushed", stop);
    }
  }

  private static void expect(int status, HttpResponse<byte[]> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          "%s %s: status %d instead of %d: %s"
              .formatted(
                  answer.request().method(),
                  answer.uri(),
                  answer.statusCode(),
                  status,
                  new String(answer.body(), StandardCharsets.UTF_8)));
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }
}
