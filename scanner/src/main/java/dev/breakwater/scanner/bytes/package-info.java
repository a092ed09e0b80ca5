/** Random access to foreign bytes that never reads beyond their end. */
@NullMarked
package dev.breakwater.scanner.bytes;

import org.jspecify.annotations.NullMarked;
