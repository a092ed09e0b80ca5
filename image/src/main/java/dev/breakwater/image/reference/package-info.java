/**
 * What names an image: references, digests, and the patterns with which policies select them.
 *
 * <p>Nothing here throws on bad input: every {@code parse} returns {@link Parsed}.
 */
@NullMarked
package dev.breakwater.image.reference;

import org.jspecify.annotations.NullMarked;
