/** The process: its settings, its health, its end. */
@NullMarked
package dev.breakwater.operator.runtime;

import org.jspecify.annotations.NullMarked;
