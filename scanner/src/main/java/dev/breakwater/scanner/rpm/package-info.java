/**
 * Reads what rpm knows about the packages of Red Hat, SUSE, Amazon, Photon, Azure and relatives:
 * its headers, and the three databases that hold them.
 */
@NullMarked
package dev.breakwater.scanner.rpm;

import org.jspecify.annotations.NullMarked;
