/** {@code breakwater version}: how versions are ordered, and which are in a range. */
@NullMarked
package dev.breakwater.cli.version;

import org.jspecify.annotations.NullMarked;
