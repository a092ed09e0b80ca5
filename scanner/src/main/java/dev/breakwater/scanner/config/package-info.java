/** Weaknesses in how an image is built, by section 4 of the CIS Docker Benchmark. */
@NullMarked
package dev.breakwater.scanner.config;

import org.jspecify.annotations.NullMarked;
