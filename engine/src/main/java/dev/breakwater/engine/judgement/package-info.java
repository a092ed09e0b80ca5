/** The one place where all that is known of an object is judged together. */
@NullMarked
package dev.breakwater.engine.judgement;

import org.jspecify.annotations.NullMarked;
