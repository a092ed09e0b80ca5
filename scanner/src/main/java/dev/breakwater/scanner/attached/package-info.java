/** Documents that somebody attached to an image in its registry, found and read, not believed. */
@NullMarked
package dev.breakwater.scanner.attached;

import org.jspecify.annotations.NullMarked;
