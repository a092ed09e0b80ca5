/**
 * Lists of packages and statements about vulnerabilities, as other programs write and read them.
 */
@NullMarked
package dev.breakwater.scanner.sbom;

import org.jspecify.annotations.NullMarked;
