package dev.breakwater.scanner.rpm;

/** The tags of a header that are read ({@code include/rpm/rpmtag.h}). */
enum Tag {
  NAME(1000),
  VERSION(1001),
  RELEASE(1002),
  EPOCH(1003),
  VENDOR(1011),
  LICENSE(1014),
  ARCH(1022),
  SOURCERPM(1044),
  DIRINDEXES(1116),
  BASENAMES(1117),
  DIRNAMES(1118),
  MODULARITYLABEL(5096);

  private final int number;

  Tag(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
