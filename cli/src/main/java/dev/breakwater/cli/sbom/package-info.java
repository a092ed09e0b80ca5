/** {@code breakwater sbom}: makes lists of packages, and judges those that others made. */
@NullMarked
package dev.breakwater.cli.sbom;

import org.jspecify.annotations.NullMarked;
