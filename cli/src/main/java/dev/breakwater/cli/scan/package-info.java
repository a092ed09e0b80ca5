/** {@code breakwater scan}: what is wrong with the workloads in files or in a cluster. */
@NullMarked
package dev.breakwater.cli.scan;

import org.jspecify.annotations.NullMarked;
