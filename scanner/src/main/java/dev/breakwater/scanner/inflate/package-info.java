/** From compressed bytes to a stream of plain ones, told apart by the bytes themselves. */
@NullMarked
package dev.breakwater.scanner.inflate;

import org.jspecify.annotations.NullMarked;
