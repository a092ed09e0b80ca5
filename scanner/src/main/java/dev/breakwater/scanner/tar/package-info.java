/** Reads tar archives as container runtimes do, without copying their content. */
@NullMarked
package dev.breakwater.scanner.tar;

import org.jspecify.annotations.NullMarked;
