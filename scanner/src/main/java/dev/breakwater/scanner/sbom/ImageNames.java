package dev.breakwater.scanner.sbom;

import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.purl.Purl;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The names by which statements may mean an image. */
public final class ImageNames {
  private ImageNames() {}

  /**
   * Its reference as it was written and in full, its digests, and package URLs of the type {@code
   * oci}.
   *
   * @param name as a person calls it: a reference, or the path of a file
   */
  public static Set<String> of(String name, ImageFacts facts) {
    Set<String> names = new LinkedHashSet<>();
    names.add(name);
    Optional<ImageReference> reference =
        switch (ImageReference.parse(name)) {
          case Parsed.Valid<ImageReference>(ImageReference valid) -> Optional.of(valid);
          case Parsed.Invalid<ImageReference> _ -> Optional.empty();
        };
    reference.ifPresent(
        known -> {
          names.add(known.toString());
          names.add(known.canonical());
        });
    Stream.concat(
            Stream.of(facts.digest()).filter(_ -> facts.hasManifest()),
            facts.indexDigest().stream())
        .forEach(digest -> add(names, reference, digest, facts));
    return names;
  }

  private static void add(
      Set<String> names, Optional<ImageReference> reference, Digest digest, ImageFacts facts) {
    names.add(digest.toString());
    SortedMap<String, String> qualifiers = new TreeMap<>();
    qualifiers.put("arch", facts.platform().architecture());
    String repository = reference.map(ImageReference::name).orElse("image");
    if (reference.isPresent()) {
      names.add(repository + "@" + digest);
      qualifiers.put("repository_url", repository);
      reference.get().effectiveTag().ifPresent(tag -> qualifiers.put("tag", tag));
    }
    names.add(
        new Purl(
                "oci",
                "",
                repository.substring(repository.lastIndexOf('/') + 1),
                digest.toString(),
                qualifiers,
                "")
            .toString());
  }
}
