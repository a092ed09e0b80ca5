/**
 * What was found, as a report: grouped, ordered, identified, compared with the last one, and within
 * its byte budget.
 */
@NullMarked
package dev.breakwater.engine.report;

import org.jspecify.annotations.NullMarked;
