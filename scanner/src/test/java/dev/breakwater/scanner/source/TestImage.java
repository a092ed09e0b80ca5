package dev.breakwater.scanner.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A small image, in the forms in which it can come. */
public final class TestImage {
  /** The content of all blobs by their path in a layout, and of the other files of the archive. */
  public final Map<String, byte[]> files = new LinkedHashMap<>();

  private TestImage() {}

  /** An OCI layout with an index for amd64, arm64 and an attestation. */
  public static TestImage ociLayout() {
    TestImage image = new TestImage();
    String entries =
        image.entry(image.image("amd64", ""), "linux", "amd64", "")
            + ","
            + image.entry(image.image("arm64", "v8"), "linux", "arm64", "v8")
            + ","
            + image.entry(image.image("unknown", ""), "unknown", "unknown", "");
    byte[] index =
        utf8(
            "{'schemaVersion':2,'mediaType':'%s','manifests':[%s]}"
                .formatted(MediaTypes.OCI_INDEX, entries));
    image.files.put("oci-layout", utf8("{'imageLayoutVersion':'1.0.0'}"));
    image.files.put(
        "index.json",
        utf8(
            "{'schemaVersion':2,'manifests':[{'mediaType':'%s','digest':'%s','size':%d,'annotations':{'org.opencontainers.image.ref.name':'v1'}}]}"
                .formatted(MediaTypes.OCI_INDEX, image.blob(index), index.length)));
    return image;
  }

  /** As {@code docker save} of old wrote it. */
  public static TestImage dockerArchive() {
    TestImage image = new TestImage();
    byte[] layer = tar(Map.of("etc/hostname", utf8("one")));
    byte[] config = config("amd64", "", VerifiedStream.digest(layer).toString());
    String id = VerifiedStream.digest(config).hex();
    image.files.put(id + ".json", config);
    image.files.put("layer1/layer.tar", layer);
    image.files.put(
        "manifest.json",
        utf8(
            "[{'Config':'%s.json','RepoTags':['app:1'],'Layers':['layer1/layer.tar']}]"
                .formatted(id)));
    return image;
  }

  /** The manifest of a new image whose blobs are in {@link #files}. */
  public byte[] image(String architecture, String variant) {
    byte[] tar = tar(Map.of("etc/hostname", utf8(architecture)));
    byte[] layer = gzip(tar);
    byte[] config = config(architecture, variant, VerifiedStream.digest(tar).toString());
    return utf8(
        "{'schemaVersion':2,'mediaType':'%s','config':{'mediaType':'%s','digest':'%s','size':%d},'layers':[{'mediaType':'application/vnd.oci.image.layer.v1.tar+gzip','digest':'%s','size':%d}]}"
            .formatted(
                MediaTypes.OCI_MANIFEST,
                MediaTypes.OCI_CONFIG,
                blob(config),
                config.length,
                blob(layer),
                layer.length));
  }

  /** Adds the manifest and describes it for an index. */
  public String entry(byte[] manifest, String os, String architecture, String variant) {
    return "{'mediaType':'%s','digest':'%s','size':%d,'platform':{'os':'%s','architecture':'%s','variant':'%s'}}"
        .formatted(
            MediaTypes.OCI_MANIFEST, blob(manifest), manifest.length, os, architecture, variant);
  }

  static byte[] config(String architecture, String variant, String diffId) {
    return utf8(
        "{'created':'2026-01-02T03:04:05.6Z','os':'linux','architecture':'%s','variant':'%s','config':{'User':'app','Env':['PATH=/bin','A=b=c'],'ExposedPorts':{'80/tcp':{}},'Cmd':['run'],'Labels':{'l':'v'},'Healthcheck':{'Test':['CMD','x']}},'rootfs':{'type':'layers','diff_ids':['%s']},'history':[{'created_by':'COPY . .'},{'created_by':'CMD run','empty_layer':true}]}"
            .formatted(architecture, variant, diffId));
  }

  /** Adds a blob; its digest as text. */
  public String blob(byte[] content) {
    String digest = VerifiedStream.digest(content).toString();
    files.put("blobs/" + digest.replace(':', '/'), content);
    return digest;
  }

  /** Writes all files under a folder. */
  public Path writeTo(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(path, file.getValue());
    }
    return folder;
  }

  /** All files as a tar archive. */
  public byte[] tar() {
    return tar(files);
  }

  static byte[] tar(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** JSON with single quotes, so that it can be read here. */
  public static byte[] utf8(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
