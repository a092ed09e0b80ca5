/** Node.js packages that are installed: every {@code package.json} with a name and a version. */
@NullMarked
package dev.breakwater.scanner.node;

import org.jspecify.annotations.NullMarked;
