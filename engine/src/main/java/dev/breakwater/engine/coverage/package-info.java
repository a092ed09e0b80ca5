/** Which schedules look at a workload, and so what is judged of it and shown. */
@NullMarked
package dev.breakwater.engine.coverage;

import org.jspecify.annotations.NullMarked;
