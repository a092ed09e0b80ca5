/**
 * What can be known about an image: written by the scanner, judged by the engine.
 *
 * <p>Facts are what the bytes of an image say and never change for a digest; an {@link
 * dev.breakwater.image.facts.Assessment} adds what the advisories of a day say about them.
 */
@NullMarked
package dev.breakwater.image.facts;

import org.jspecify.annotations.NullMarked;
