/** What a node says about the image that it really runs. */
@NullMarked
package dev.breakwater.image.running;

import org.jspecify.annotations.NullMarked;
