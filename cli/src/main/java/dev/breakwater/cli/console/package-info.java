/** What the commands print to: streams, columns, colour, JSON. */
@NullMarked
package dev.breakwater.cli.console;

import org.jspecify.annotations.NullMarked;
