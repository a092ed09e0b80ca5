/** A Kubernetes object as it was written, with the line of every value. */
@NullMarked
package dev.breakwater.engine.node;

import org.jspecify.annotations.NullMarked;
