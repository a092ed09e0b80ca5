/**
 * Secrets that files give away: rules as data, a fast prefilter, and findings without the value.
 */
@NullMarked
package dev.breakwater.scanner.secret;

import org.jspecify.annotations.NullMarked;
