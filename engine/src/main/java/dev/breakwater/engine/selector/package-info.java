/** Label selectors, as the API server reads and applies them. */
@NullMarked
package dev.breakwater.engine.selector;

import org.jspecify.annotations.NullMarked;
