/**
 * Reads SQLite databases, so that hostile bytes never reach native code.
 *
 * <p>Only what the databases in images and the index of Java archives need: a whole table, a row by
 * its id, ids by an index. The format is <a href="https://www.sqlite.org/fileformat2.html">Database
 * File Format</a>.
 */
@NullMarked
package dev.breakwater.scanner.sqlite;

import org.jspecify.annotations.NullMarked;
