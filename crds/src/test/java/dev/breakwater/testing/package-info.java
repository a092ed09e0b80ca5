/** A real control plane for the tests of every module. */
@NullMarked
package dev.breakwater.testing;

import org.jspecify.annotations.NullMarked;
