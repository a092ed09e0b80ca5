/** A real control plane and a real registry for the tests of every module. */
@NullMarked
package dev.breakwater.testing;

import org.jspecify.annotations.NullMarked;
