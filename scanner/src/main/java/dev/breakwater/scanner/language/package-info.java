/** What the readers of all languages share: how a package is declared, and bounded JSON. */
@NullMarked
package dev.breakwater.scanner.language;

import org.jspecify.annotations.NullMarked;
