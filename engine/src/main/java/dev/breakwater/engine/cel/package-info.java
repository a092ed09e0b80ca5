/** Expressions that users write, in the Common Expression Language: checked, and bounded. */
@NullMarked
package dev.breakwater.engine.cel;

import org.jspecify.annotations.NullMarked;
