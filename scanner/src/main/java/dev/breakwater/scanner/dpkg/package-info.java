/** Reads what dpkg knows about the packages of Debian, Ubuntu, distroless and their relatives. */
@NullMarked
package dev.breakwater.scanner.dpkg;

import org.jspecify.annotations.NullMarked;
