package dev.breakwater.image.facts;

/**
 * A secret that an image gives away. Its value is kept nowhere.
 *
 * @param rule the stable name of the kind, such as {@code aws-access-key-id}
 * @param title the kind for a person
 * @param severity how bad it is that this kind leaks
 * @param path the file without a leading slash, or {@code config} and {@code history} for the
 *     image's own configuration
 * @param line from 1
 * @param excerpt a few characters around it, every character of the value masked
 * @param layer the index of the layer, from 0 at the bottom; -1 for the configuration
 */
public record Secret(
    String rule,
    String title,
    Severity severity,
    String path,
    int line,
    String excerpt,
    int layer) {}
