/** Waking up at an instant: the only place that knows Quartz. */
@NullMarked
package dev.breakwater.operator.clock;

import org.jspecify.annotations.NullMarked;
