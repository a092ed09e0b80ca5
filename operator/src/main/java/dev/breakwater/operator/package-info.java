/** The operator: one process that watches, judges, and writes. */
@NullMarked
package dev.breakwater.operator;

import org.jspecify.annotations.NullMarked;
