/**
 * Package URLs: names of packages across ecosystems, by <a
 * href="https://github.com/package-url/purl-spec">purl-spec</a>.
 */
@NullMarked
package dev.breakwater.scanner.purl;

import org.jspecify.annotations.NullMarked;
