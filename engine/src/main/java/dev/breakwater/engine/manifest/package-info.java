/**
 * From the text of files to Kubernetes objects: what kubectl would send, and what it would refuse.
 */
@NullMarked
package dev.breakwater.engine.manifest;

import org.jspecify.annotations.NullMarked;
