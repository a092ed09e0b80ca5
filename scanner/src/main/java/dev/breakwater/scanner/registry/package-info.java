/**
 * Images in registries, by the <a
 * href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI distribution
 * specification</a>: what a registry says is not believed, where it leads is not followed blindly.
 */
@NullMarked
package dev.breakwater.scanner.registry;

import org.jspecify.annotations.NullMarked;
