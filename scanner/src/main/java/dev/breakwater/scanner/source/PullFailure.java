package dev.breakwater.scanner.source;

/** Why an image could not be read. The text of each is a stable reason for a status. */
public enum PullFailure {
  /** The registry, or the service that gives its tokens, does not accept the credentials (401). */
  UNAUTHORIZED("Unauthorized"),
  /** The credentials are good, but not for this (403). */
  FORBIDDEN("Forbidden"),
  /** The manifest or a blob is not there (404), or the file has no such image. */
  NOT_IN_REGISTRY("NotInRegistry"),
  /** The registry asks to come back later (429). */
  RATE_LIMITED("RateLimited"),
  /** The registry fails (5xx), or answers in no way that the protocol knows. */
  REGISTRY_ERROR("RegistryError"),
  /** No connection: the name, the network or the certificate. */
  UNREACHABLE("Unreachable"),
  /** Connected, but the answer is too slow or stops. */
  TIMED_OUT("TimedOut"),
  /** A rule of ours forbids the way: a redirect or a realm to where it must not lead. */
  REFUSED("Refused"),
  /** What came is not what its format demands. */
  MALFORMED("Malformed"),
  /** The bytes are not those that the digest or the size names. */
  DIGEST_MISMATCH("DigestMismatch"),
  /** A limit of size or count. */
  TOO_LARGE("TooLarge"),
  /** The index has nothing for the platform. */
  NO_MATCHING_PLATFORM("NoMatchingPlatform"),
  /** A format that cannot be scanned, such as a manifest of schema 1 or a chart. */
  UNSUPPORTED("Unsupported"),
  /** A program that gives credentials failed. */
  CREDENTIALS_FAILED("CredentialsFailed"),
  /** A local file could not be read. */
  UNREADABLE("Unreadable");

  private final String reason;

  PullFailure(String reason) {
    this.reason = reason;
  }

  /** The reason as a status shows it, such as {@code NotInRegistry}. */
  @Override
  public String toString() {
    return reason;
  }
}
