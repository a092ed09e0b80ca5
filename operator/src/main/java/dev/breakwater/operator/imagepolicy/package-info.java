/**
 * Puts ImagePolicy into effect: three constant ValidatingAdmissionPolicies that take each
 * ImagePolicy as parameter, so that the API server enforces them while the operator is away; and
 * the status of each ImagePolicy.
 */
@NullMarked
package dev.breakwater.operator.imagepolicy;

import org.jspecify.annotations.NullMarked;
