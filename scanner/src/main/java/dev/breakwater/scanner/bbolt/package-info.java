/** Reads bbolt files, the key-value format of trivy-db, in place from a memory segment. */
@NullMarked
package dev.breakwater.scanner.bbolt;

import org.jspecify.annotations.NullMarked;
