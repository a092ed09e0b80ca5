/** Facts on disk: what was learned from bytes whose digest was verified is never learned again. */
@NullMarked
package dev.breakwater.scanner.cache;

import org.jspecify.annotations.NullMarked;
