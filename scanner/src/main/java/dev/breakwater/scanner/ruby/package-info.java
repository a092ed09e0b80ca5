/** Ruby gems that are installed: their specifications, read as text and never evaluated. */
@NullMarked
package dev.breakwater.scanner.ruby;

import org.jspecify.annotations.NullMarked;
