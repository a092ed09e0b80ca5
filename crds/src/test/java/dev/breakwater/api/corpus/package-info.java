/** The four kinds on a real API server: what it takes, what it refuses and how it prints. */
@NullMarked
package dev.breakwater.api.corpus;

import org.jspecify.annotations.NullMarked;
