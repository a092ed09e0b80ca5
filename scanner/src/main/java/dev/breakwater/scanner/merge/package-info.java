/** From what each layer says to what the image is. */
@NullMarked
package dev.breakwater.scanner.merge;

import org.jspecify.annotations.NullMarked;
