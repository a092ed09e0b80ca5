/** Kubernetes quantities, exactly. */
@NullMarked
package dev.breakwater.engine.quantity;

import org.jspecify.annotations.NullMarked;
