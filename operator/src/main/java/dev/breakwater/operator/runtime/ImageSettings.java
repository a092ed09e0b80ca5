package dev.breakwater.operator.runtime;

import dev.breakwater.engine.schedule.GoDuration;
import dev.breakwater.engine.schedule.InvalidScheduleException;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.operator.runtime.Settings.InvalidSettingException;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.registry.Proxies;
import dev.breakwater.scanner.registry.RegistryOptions;
import dev.breakwater.scanner.registry.RegistryOptions.Mirror;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How images are scanned.
 *
 * @param cache the folder for facts, advisories and what is too large for memory; {@code
 *     BREAKWATER_CACHE}, default {@code /var/cache/breakwater}
 * @param cacheBytes how many bytes of facts are kept of images that do not run any more; {@code
 *     BREAKWATER_CACHE_BYTES}, default 512 MiB
 * @param advisories where the advisory database is fetched, tried in this order; {@code
 *     BREAKWATER_ADVISORIES}, references separated by commas, default the places where trivy-db is
 *     published
 * @param advisoriesPath a file or folder that holds it instead; {@code BREAKWATER_ADVISORIES_PATH},
 *     default none
 * @param advisoriesInterval how often it is looked for; {@code BREAKWATER_ADVISORIES_INTERVAL},
 *     default 6h
 * @param bases images that others are built on, for {@code source.baseImages} of ImagePolicies;
 *     {@code BREAKWATER_BASES}, references separated by commas, default none
 * @param nativeCode whether gzip may go through ISA-L; {@code BREAKWATER_NATIVE}, default true
 * @param registries what the administrator decides about registries: {@code
 *     BREAKWATER_INSECURE_REGISTRIES}, hosts separated by commas; {@code
 *     BREAKWATER_REGISTRY_MIRRORS}, pairs such as {@code docker.io=mirror.example.com/hub}; {@code
 *     BREAKWATER_REGISTRY_CA}, a file of certificates in PEM; {@code HTTPS_PROXY} and its kin
 */
public record ImageSettings(
    Path cache,
    long cacheBytes,
    List<ImageReference> advisories,
    Optional<Path> advisoriesPath,
    Duration advisoriesInterval,
    List<ImageReference> bases,
    boolean nativeCode,
    RegistryOptions registries) {
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  /** Copies the list. */
  public ImageSettings {
    advisories = List.copyOf(advisories);
    bases = List.copyOf(bases);
  }

  /**
   * Reads the settings.
   *
   * @throws InvalidSettingException if one cannot be used
   */
  public static ImageSettings from(Map<String, String> environment) throws InvalidSettingException {
    String path = environment.getOrDefault("BREAKWATER_ADVISORIES_PATH", "");
    return new ImageSettings(
        Path.of(environment.getOrDefault("BREAKWATER_CACHE", "/var/cache/breakwater")),
        bytes(environment, "BREAKWATER_CACHE_BYTES"),
        references(environment, "BREAKWATER_ADVISORIES", AdvisoryDatabase.FORM.usualSources()),
        path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path)),
        interval(environment, "BREAKWATER_ADVISORIES_INTERVAL"),
        references(environment, "BREAKWATER_BASES", List.of()),
        Settings.bool(environment, "BREAKWATER_NATIVE"),
        registries(environment));
  }

  private static long bytes(Map<String, String> environment, String name)
      throws InvalidSettingException {
    String value = environment.getOrDefault(name, String.valueOf(512L << 20));
    try {
      long bytes = Long.parseLong(value);
      if (bytes >= 0) {
        return bytes;
      }
    } catch (NumberFormatException e) {
      // Said below, as a negative number is.
    }
    throw new InvalidSettingException(name, value, "write a number of bytes");
  }

  private static List<ImageReference> references(
      Map<String, String> environment, String name, List<String> usual)
      throws InvalidSettingException {
    String value = environment.getOrDefault(name, "");
    List<String> texts = value.isBlank() ? usual : parts(value);
    List<ImageReference> references = new ArrayList<>();
    for (String text : texts) {
      switch (ImageReference.parse(text)) {
        case Parsed.Valid<ImageReference>(ImageReference reference) -> references.add(reference);
        case Parsed.Invalid<ImageReference>(String reason) ->
            throw new InvalidSettingException(
                name, value, reason + "; write references separated by commas");
      }
    }
    return references;
  }

  private static Duration interval(Map<String, String> environment, String name)
      throws InvalidSettingException {
    String value = environment.getOrDefault(name, "6h");
    try {
      Duration interval = GoDuration.parse(value);
      if (interval.compareTo(SHORTEST) >= 0) {
        return interval;
      }
    } catch (InvalidScheduleException e) {
      // Said below, as one that is too short is.
    }
    throw new InvalidSettingException(name, value, "write a duration of at least 10m, such as 6h");
  }

  private static RegistryOptions registries(Map<String, String> environment)
      throws InvalidSettingException {
    RegistryOptions options =
        RegistryOptions.standard()
            .withInsecure(
                Set.copyOf(parts(environment.getOrDefault("BREAKWATER_INSECURE_REGISTRIES", ""))))
            .withMirrors(mirrors(environment, "BREAKWATER_REGISTRY_MIRRORS"))
            .withAuthorities(certificates(environment, "BREAKWATER_REGISTRY_CA"));
    try {
      return options.withProxies(Proxies.of(environment));
    } catch (MalformedException e) {
      throw new InvalidSettingException(
          "HTTP_PROXY, HTTPS_PROXY", "", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, List<Mirror>> mirrors(Map<String, String> environment, String name)
      throws InvalidSettingException {
    Map<String, List<Mirror>> mirrors = new LinkedHashMap<>();
    String value = environment.getOrDefault(name, "");
    for (String pair : parts(value)) {
      int equals = pair.indexOf('=');
      String target = pair.substring(equals + 1);
      int slash = target.indexOf('/');
      if (equals <= 0 || target.isEmpty() || slash == 0) {
        throw new InvalidSettingException(
            name, value, "write pairs such as docker.io=mirror.example.com/hub, with commas");
      }
      mirrors
          .computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
          .add(
              slash < 0
                  ? new Mirror(target, "")
                  : new Mirror(target.substring(0, slash), target.substring(slash + 1)));
    }
    return mirrors;
  }

  private static List<X509Certificate> certificates(Map<String, String> environment, String name)
      throws InvalidSettingException {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      return List.of();
    }
    try (InputStream pem = Files.newInputStream(Path.of(value))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException | CertificateException e) {
      throw new InvalidSettingException(
          name, value, "name a readable file of certificates in PEM: " + e.getMessage());
    }
  }

  private static List<String> parts(String commaSeparated) {
    return Arrays.stream(commaSeparated.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
