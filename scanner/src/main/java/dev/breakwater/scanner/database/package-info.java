/** Databases that others publish as OCI artifacts: kept in a folder, swapped whole, mapped. */
@NullMarked
package dev.breakwater.scanner.database;

import org.jspecify.annotations.NullMarked;
