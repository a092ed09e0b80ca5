/**
 * Where an image comes from: its manifest, its configuration and its layers, each verified by its
 * digest while it is read.
 */
@NullMarked
package dev.breakwater.scanner.source;

import org.jspecify.annotations.NullMarked;
