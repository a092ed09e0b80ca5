/** Findings as code hosts show them. */
@NullMarked
package dev.breakwater.cli.sarif;

import org.jspecify.annotations.NullMarked;
