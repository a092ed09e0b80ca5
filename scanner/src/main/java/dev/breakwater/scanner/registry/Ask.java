package dev.breakwater.scanner.registry;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question to a registry.
 *
 * @param uri where
 * @param registry whose rules hold for every redirect
 * @param authorization the header's value; goes to the origin of {@code uri} only
 * @param headers what else to send
 * @param form what to post; a GET when there is nothing
 */
record Ask(
    URI uri,
    Origin registry,
    Optional<String> authorization,
    Map<String, String> headers,
    Optional<String> form) {

  static Ask get(URI uri, Origin registry) {
    return new Ask(uri, registry, Optional.empty(), Map.of(), Optional.empty());
  }

  Ask accepting(List<String> mediaTypes) {
    return with("Accept", String.join(", ", mediaTypes));
  }

  Ask from(long offset) {
    return offset == 0 ? this : with("Range", "bytes=" + offset + "-");
  }

  private Ask with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Ask(uri, registry, authorization, more, form);
  }

  Ask as(Optional<String> newAuthorization) {
    return new Ask(uri, registry, newAuthorization, headers, form);
  }

  Ask posting(String newForm) {
    return new Ask(uri, registry, authorization, headers, Optional.of(newForm));
  }

  Ask at(URI target) {
    boolean sameOrigin = Origin.of(target).equals(Origin.of(uri));
    return new Ask(target, registry, sameOrigin ? authorization : Optional.empty(), headers, form);
  }

  /** Where, without the query: signed addresses are secrets. */
  @Override
  public String toString() {
    return Origin.of(uri).name() + uri.getPath();
  }
}
