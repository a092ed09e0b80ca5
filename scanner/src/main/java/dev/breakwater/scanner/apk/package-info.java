/** Reads what apk knows about the packages of Alpine, Wolfi and Chainguard. */
@NullMarked
package dev.breakwater.scanner.apk;

import org.jspecify.annotations.NullMarked;
