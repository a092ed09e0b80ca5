/** Conda packages that are installed: an inventory, never matched with advisories. */
@NullMarked
package dev.breakwater.scanner.conda;

import org.jspecify.annotations.NullMarked;
