/** {@code breakwater podsecurity}: verdicts by the Pod Security Standards. */
@NullMarked
package dev.breakwater.cli.podsecurity;

import org.jspecify.annotations.NullMarked;
