package dev.breakwater.scanner.config;

import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Severity;

/**
 * The weaknesses that are looked for, with the recommendation of CIS Docker 1.7 where one exists.
 */
enum Weakness {
  /** CIS 4.1. */
  ROOT_USER("image-root-user", Severity.HIGH, "The image runs as root"),
  /** CIS 4.6. */
  NO_HEALTHCHECK("image-no-healthcheck", Severity.LOW, "The image has no HEALTHCHECK"),
  /** CIS 4.7. */
  UPDATE_ALONE("image-update-alone", Severity.LOW, "Package lists are updated in a step alone"),
  /** CIS 4.7: lists that are kept are old when they are used. */
  PACKAGE_CACHE("image-package-cache", Severity.LOW, "The cache of a package manager is left"),
  /** CIS 4.8. */
  SETUID("image-setuid", Severity.LOW, "A program runs with the rights of its owner"),
  /** CIS 4.8. */
  SETGID("image-setgid", Severity.LOW, "A program runs with the rights of its group"),
  /** CIS 4.9. */
  ADD_URL("image-add-url", Severity.MEDIUM, "ADD downloads a file that nothing verifies"),
  /** CIS 4.10. */
  SECRET_IN_ENVIRONMENT(
      "image-secret-in-env", Severity.HIGH, "An environment variable holds a secret"),
  /** CIS 4.10: the history keeps the arguments of a build. */
  SECRET_IN_ARGUMENT(
      "image-secret-in-build-argument", Severity.HIGH, "A build argument holds a secret"),
  /** CIS 4.10. */
  SECRET_IN_LABEL("image-secret-in-label", Severity.HIGH, "A label holds a secret"),
  /** CIS 4.3: nothing that is not needed. */
  SSH_SERVER("image-ssh-server", Severity.MEDIUM, "An SSH server is installed"),
  /** CIS 5.7 asks the same of containers. */
  SSH_PORT("image-ssh-port", Severity.MEDIUM, "The SSH port is exposed"),
  /** CIS 4.10: all containers of the image share it. */
  SSH_HOST_KEY("image-ssh-host-key", Severity.HIGH, "A private host key of SSH is in the image"),
  /** CIS 4.10. */
  SSH_USER_KEY("image-ssh-user-key", Severity.HIGH, "A private key of an SSH user is in the image"),
  /** Who has the key may log in to every container. */
  SSH_AUTHORIZED_KEYS(
      "image-ssh-authorized-keys", Severity.MEDIUM, "Keys are allowed to log in over SSH"),
  /** CIS 4.3. */
  SUDO("image-sudo", Severity.LOW, "sudo is installed"),
  /** CIS 4.2: a base that changes by itself is not one that was chosen. */
  BASE_LATEST("image-base-latest", Severity.LOW, "The base image has no version"),
  /** CIS 4.11: packages are verified. */
  VERIFICATION_OFF(
      "image-verification-off", Severity.MEDIUM, "Certificates are not verified at run time"),
  /** CIS 4.11. */
  UNVERIFIED_DOWNLOAD(
      "image-unverified-download", Severity.MEDIUM, "The build skipped a verification");

  private final String id;
  private final Severity severity;
  private final String title;

  Weakness(String id, Severity severity, String title) {
    this.id = id;
    this.severity = severity;
    this.title = title;
  }

  /**
   * A finding.
   *
   * @param message the value seen and the remedy; never a secret
   * @param path empty for the configuration
   */
  Misconfiguration at(String path, String message) {
    return new Misconfiguration(id, title, severity, message, path);
  }

  Misconfiguration of(String message) {
    return at("", message);
  }
}
