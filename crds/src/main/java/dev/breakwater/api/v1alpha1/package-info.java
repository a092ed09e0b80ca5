/**
 * The four kinds of {@code breakwater.dev/v1alpha1} as plain beans: what a YAML document says,
 * nothing more.
 *
 * <p>A field that has a default in the custom resource definition has the same one here, so that a
 * document read from a file means what it means in a cluster. A getter is {@code @Nullable} where a
 * document may leave the field out. A required text that is missing reads as empty: only the API
 * server validates. Lists and maps are never null unless a document says so. Serialized beans leave
 * out what is empty and keep one order of fields, so equal content gives equal bytes.
 */
@NullMarked
package dev.breakwater.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
