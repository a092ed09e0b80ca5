/**
 * What a cluster, or a set of files, holds: workloads in one normal form, namespaces, policies,
 * what runs.
 */
@NullMarked
package dev.breakwater.engine.inventory;

import org.jspecify.annotations.NullMarked;
