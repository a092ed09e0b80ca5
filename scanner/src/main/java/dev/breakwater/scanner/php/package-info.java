/** PHP packages that Composer has installed. */
@NullMarked
package dev.breakwater.scanner.php;

import org.jspecify.annotations.NullMarked;
