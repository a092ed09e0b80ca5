package dev.breakwater.scanner.secret;

/**
 * Where a rule saw a secret, in the bytes at hand.
 *
 * @param rule which one
 * @param start the first byte of the value
 * @param end the byte after its last
 * @param masked the byte after the last that is masked: a value that goes on beyond its pattern is
 *     masked to its end
 */
record Place(SecretRule rule, int start, int end, int masked) {

  boolean overlaps(Place other) {
    return start < other.end && other.start < end;
  }
}
