/**
 * What judgement says: findings, their severity, and the order in which a person should act on
 * them.
 */
@NullMarked
package dev.breakwater.engine.finding;

import org.jspecify.annotations.NullMarked;
