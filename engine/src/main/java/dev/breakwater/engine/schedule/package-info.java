/**
 * When scans run: CronJob's grammar for schedules, and the decision what is due at an instant.
 *
 * <p>Pure: the time is always an argument.
 */
@NullMarked
package dev.breakwater.engine.schedule;

import org.jspecify.annotations.NullMarked;
