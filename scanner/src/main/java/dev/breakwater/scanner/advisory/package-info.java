/** What is known about vulnerabilities, from trivy-db, OSV, KEV and EPSS. */
@NullMarked
package dev.breakwater.scanner.advisory;

import org.jspecify.annotations.NullMarked;
