/** Manifest files as the user names them: files, folders, standard input. */
@NullMarked
package dev.breakwater.cli.manifests;

import org.jspecify.annotations.NullMarked;
