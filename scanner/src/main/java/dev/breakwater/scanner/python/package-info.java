/** Python distributions that are installed: wheels, eggs and their metadata. */
@NullMarked
package dev.breakwater.scanner.python;

import org.jspecify.annotations.NullMarked;
