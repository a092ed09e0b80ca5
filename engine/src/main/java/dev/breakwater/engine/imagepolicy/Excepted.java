package dev.breakwater.engine.imagepolicy;

import java.util.List;

/**
 * Vulnerabilities of an image that would violate but for an exception.
 *
 * @param vulnerabilities their ids, in order, each once
 * @param exception which lets them pass
 */
public record Excepted(List<String> vulnerabilities, VulnerabilityException exception) {}
