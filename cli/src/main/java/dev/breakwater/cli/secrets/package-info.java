/** {@code breakwater secrets}: secrets that files give away. */
@NullMarked
package dev.breakwater.cli.secrets;

import org.jspecify.annotations.NullMarked;
