/** How a parser of foreign bytes says that it stopped. */
@NullMarked
package dev.breakwater.scanner.limit;

import org.jspecify.annotations.NullMarked;
