/** JSON that somebody else wrote: read strictly, within limits. */
@NullMarked
package dev.breakwater.scanner.json;

import org.jspecify.annotations.NullMarked;
