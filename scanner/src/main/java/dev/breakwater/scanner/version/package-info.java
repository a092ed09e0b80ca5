/** What each packaging system means by a version, by its order, and by a range of versions. */
@NullMarked
package dev.breakwater.scanner.version;

import org.jspecify.annotations.NullMarked;
