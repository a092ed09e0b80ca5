package dev.breakwater.operator.imagepolicy;

import java.util.Optional;

/** How far the admission policies are in effect. */
public sealed interface AdmissionState {
  /** The API server enforces every ImagePolicy, also where it cannot judge a request. */
  record Installed() implements AdmissionState {}

  /**
   * The API server enforces every ImagePolicy. Requests that it cannot judge still pass, until all
   * API servers had time to notice.
   */
  record Settling() implements AdmissionState {}

  /** The API server has not yet shown that it finds the ImagePolicies. */
  record Installing() implements AdmissionState {}

  /**
   * Nothing is enforced.
   *
   * @param reason what is wrong and what to do, as a sentence
   */
  record NotInstalled(String reason) implements AdmissionState {}

  /**
   * Somebody else keeps changing the admission policies; what they hold now is unknown.
   *
   * @param object which, such as {@code ValidatingAdmissionPolicy breakwater-images-deny}
   * @param manager the field manager of the last foreign change; empty where the object vanished
   */
  record Conflicted(String object, Optional<String> manager) implements AdmissionState {}

  /** Whether a violation has its consequence now. */
  default boolean enforces() {
    return switch (this) {
      case Installed installed -> true;
      case Settling settling -> true;
      case Installing installing -> false;
      case NotInstalled notInstalled -> false;
      case Conflicted conflicted -> false;
    };
  }
}
