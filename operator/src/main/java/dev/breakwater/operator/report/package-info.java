/** SecurityReports in the cluster: what is there, and how it is written. */
@NullMarked
package dev.breakwater.operator.report;

import org.jspecify.annotations.NullMarked;
