/**
 * Which images may run: ImagePolicy judged on what workloads name and on what their pods run.
 *
 * <p>The verdict is that of the constant ValidatingAdmissionPolicies which the operator installs,
 * on every reference: a test asks a real API server.
 */
@NullMarked
package dev.breakwater.engine.imagepolicy;

import org.jspecify.annotations.NullMarked;
