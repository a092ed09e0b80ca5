/** {@code breakwater schedule}: when a schedule is due. */
@NullMarked
package dev.breakwater.cli.schedule;

import org.jspecify.annotations.NullMarked;
