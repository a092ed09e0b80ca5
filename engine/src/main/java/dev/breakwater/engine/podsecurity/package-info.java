/**
 * The Pod Security Standards as kube-apiserver judges them, every version from v1.0 to latest, down
 * to the wording.
 */
@NullMarked
package dev.breakwater.engine.podsecurity;

import org.jspecify.annotations.NullMarked;
