/** Zip archives in one pass over their local headers, checked against their directory. */
@NullMarked
package dev.breakwater.scanner.zip;

import org.jspecify.annotations.NullMarked;
