package dev.breakwater.engine.imagepolicy;

/**
 * One rule that an image breaks.
 *
 * @param rule which
 * @param message the field, the image and what is wrong, in the words of the admission message
 * @param remediation what to write instead
 */
public record Violation(Rule rule, String message, String remediation) {}
