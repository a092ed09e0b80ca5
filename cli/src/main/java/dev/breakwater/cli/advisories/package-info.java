/**
 * The advisories that packages are compared with, and {@code breakwater db}, which fetches them.
 */
@NullMarked
package dev.breakwater.cli.advisories;

import org.jspecify.annotations.NullMarked;
