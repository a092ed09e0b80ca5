/** From where an image is to the facts about it. */
@NullMarked
package dev.breakwater.scanner;

import org.jspecify.annotations.NullMarked;
