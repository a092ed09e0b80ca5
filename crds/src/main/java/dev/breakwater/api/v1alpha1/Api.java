package dev.breakwater.api.v1alpha1;

/** What the four kinds have in common. */
final class Api {
  static final String GROUP = "breakwater.dev";
  static final String VERSION = "v1alpha1";

  private Api() {}
}
