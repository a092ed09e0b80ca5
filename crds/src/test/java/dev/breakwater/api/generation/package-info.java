/** From the beans to the custom resource definitions that are committed. */
@NullMarked
package dev.breakwater.api.generation;

import org.jspecify.annotations.NullMarked;
