/**
 * Reads the images that run, each once for the whole cluster, and knows what the advisories of the
 * day say about them.
 */
@NullMarked
package dev.breakwater.operator.image;

import org.jspecify.annotations.NullMarked;
