package dev.breakwater.image.facts;

/**
 * A weakness in how an image is built, by section 4 of the CIS Docker Benchmark.
 *
 * @param check the stable id, such as {@code image-root-user}
 * @param title what is wrong, for a person
 * @param severity how bad it is
 * @param message the value seen, and what to write instead
 * @param path the file, without a leading slash; empty when it is the configuration
 */
public record Misconfiguration(
    String check, String title, Severity severity, String message, String path) {}
