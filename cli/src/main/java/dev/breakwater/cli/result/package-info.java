/** What was found in an image, a folder or a document, in every format, and what that ends with. */
@NullMarked
package dev.breakwater.cli.result;

import org.jspecify.annotations.NullMarked;
