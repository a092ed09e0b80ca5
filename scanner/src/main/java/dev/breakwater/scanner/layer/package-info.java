/** What one layer says: every file is offered once, and what was found is kept by its path. */
@NullMarked
package dev.breakwater.scanner.layer;

import org.jspecify.annotations.NullMarked;
