/** Kubernetes events: what the operator did and why, next to the object that it was about. */
@NullMarked
package dev.breakwater.operator.event;

import org.jspecify.annotations.NullMarked;
