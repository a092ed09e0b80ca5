/** What is known about the content of the images that run, and what is wrong with it. */
@NullMarked
package dev.breakwater.engine.imagescan;

import org.jspecify.annotations.NullMarked;
