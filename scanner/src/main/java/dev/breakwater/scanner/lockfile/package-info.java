/** Lock files of a source tree: the versions that production would run, development left out. */
@NullMarked
package dev.breakwater.scanner.lockfile;

import org.jspecify.annotations.NullMarked;
