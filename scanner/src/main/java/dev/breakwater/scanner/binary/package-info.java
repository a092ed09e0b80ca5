/** Executables that carry what they were built from: Go build information, cargo-auditable. */
@NullMarked
package dev.breakwater.scanner.binary;

import org.jspecify.annotations.NullMarked;
