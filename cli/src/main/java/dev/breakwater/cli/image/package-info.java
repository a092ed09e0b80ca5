/** {@code breakwater image}: what an image contains, and what is wrong with it. */
@NullMarked
package dev.breakwater.cli.image;

import org.jspecify.annotations.NullMarked;
