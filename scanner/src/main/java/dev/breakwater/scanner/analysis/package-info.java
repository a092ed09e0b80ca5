/** The contract between what reads layers and what understands files. */
@NullMarked
package dev.breakwater.scanner.analysis;

import org.jspecify.annotations.NullMarked;
