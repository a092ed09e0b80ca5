/**
 * What the operator sees of the cluster: watches, and of every object only what judgement reads.
 */
@NullMarked
package dev.breakwater.operator.cluster;

import org.jspecify.annotations.NullMarked;
