/**
 * From isolation profiles and what stands in the cluster to the writes that make namespaces match,
 * in an order that never opens what was closed.
 */
@NullMarked
package dev.breakwater.engine.isolation;

import org.jspecify.annotations.NullMarked;
