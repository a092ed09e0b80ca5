/** Says which distribution an image is, and until when its release gets fixes. */
@NullMarked
package dev.breakwater.scanner.os;

import org.jspecify.annotations.NullMarked;
