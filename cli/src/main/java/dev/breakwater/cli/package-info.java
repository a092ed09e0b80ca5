/** The command {@code breakwater}: the same judgement as the operator, on files or on a cluster. */
@NullMarked
package dev.breakwater.cli;

import org.jspecify.annotations.NullMarked;
