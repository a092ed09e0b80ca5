/** {@code breakwater explain}: the catalogue of checks. */
@NullMarked
package dev.breakwater.cli.explain;

import org.jspecify.annotations.NullMarked;
