/** Registries, as the user of the command may ask them. */
@NullMarked
package dev.breakwater.cli.registry;

import org.jspecify.annotations.NullMarked;
