/** Measurements; {@code bench/run} makes them all and writes the table. */
@NullMarked
package dev.breakwater.bench;

import org.jspecify.annotations.NullMarked;
