@NullMarked
package dev.breakwater.cli.fs;

import org.jspecify.annotations.NullMarked;
