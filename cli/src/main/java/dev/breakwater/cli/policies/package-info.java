/** The ImagePolicies that files hold. */
@NullMarked
package dev.breakwater.cli.policies;

import org.jspecify.annotations.NullMarked;
