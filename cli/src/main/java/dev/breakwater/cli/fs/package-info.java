/** {@code breakwater fs}: the packages that the lock files of a folder name. */
@NullMarked
package dev.breakwater.cli.fs;

import org.jspecify.annotations.NullMarked;
