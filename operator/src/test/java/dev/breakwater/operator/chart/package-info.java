/** The Helm chart: rendered, installed on a real API server, and the rights that it gives. */
@NullMarked
package dev.breakwater.operator.chart;

import org.jspecify.annotations.NullMarked;
