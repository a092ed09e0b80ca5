/**
 * ScanSchedule: when a scan starts, how far it is, what came of it; and what is judged between
 * scans.
 */
@NullMarked
package dev.breakwater.operator.scan;

import org.jspecify.annotations.NullMarked;
