/** Java archives, also nested and shaded ones: which Maven artifacts they contain. */
@NullMarked
package dev.breakwater.scanner.java;

import org.jspecify.annotations.NullMarked;
