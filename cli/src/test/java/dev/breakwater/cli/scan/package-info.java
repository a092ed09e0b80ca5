@NullMarked
package dev.breakwater.cli.scan;

import org.jspecify.annotations.NullMarked;
