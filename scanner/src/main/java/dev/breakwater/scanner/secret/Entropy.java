package dev.breakwater.scanner.secret;

/** How much a value tells: Shannon's entropy of its bytes, as gitleaks measures it. */
final class Entropy {

  private Entropy() {}

  /** In bits for each byte, 0 to 8. */
  static double of(byte[] buffer, int from, int to) {
    int[] counts = new int[256];
    for (int i = from; i < to; i++) {
      counts[buffer[i] & 0xff]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / (to - from);
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }
}
