/**
 * Standard conditions: their times, their order, and whether a status differs from what is written.
 */
@NullMarked
package dev.breakwater.operator.status;

import org.jspecify.annotations.NullMarked;
