@NullMarked
package dev.breakwater.cli.console;

import org.jspecify.annotations.NullMarked;
