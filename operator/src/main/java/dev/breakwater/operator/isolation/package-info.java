/**
 * Makes namespaces match their NetworkIsolationProfile: reads the cluster, has {@code
 * engine.isolation} plan, carries the plan out by server-side apply, and writes status and events.
 */
@NullMarked
package dev.breakwater.operator.isolation;

import org.jspecify.annotations.NullMarked;
