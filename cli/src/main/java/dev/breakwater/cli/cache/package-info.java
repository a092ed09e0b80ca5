/** What the command keeps between two runs. */
@NullMarked
package dev.breakwater.cli.cache;

import org.jspecify.annotations.NullMarked;
