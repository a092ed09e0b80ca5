/** Says which vulnerabilities the packages of an image have, by what the advisories say. */
@NullMarked
package dev.breakwater.scanner.match;

import org.jspecify.annotations.NullMarked;
