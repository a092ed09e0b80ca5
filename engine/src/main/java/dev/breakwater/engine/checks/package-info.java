/**
 * The catalogue of checks and what they say about workloads and namespaces.
 *
 * <p>One file holds one family. A check is a small pure function beside its entry: a stable id, a
 * severity, why it matters, what to do. {@link dev.breakwater.engine.checks.Catalogue} lists them
 * in order, {@link dev.breakwater.engine.checks.Judgement} runs them and turns what they see into
 * few findings.
 *
 * <p>Ids are {@code BW-<family>-<number>} and never change or come back for something else.
 * Families: {@code PSS} the controls of the Pod Security Standards (1xx baseline, 2xx restricted),
 * {@code CTX} security contexts, {@code CAP} capabilities, {@code HOST} access to the node, {@code
 * IMG} images, {@code SEC} secrets, {@code RES} resources, {@code SA} service accounts, {@code RUN}
 * what is run, {@code NS} namespaces.
 */
@NullMarked
package dev.breakwater.engine.checks;

import org.jspecify.annotations.NullMarked;
