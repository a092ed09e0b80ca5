/** Who may pull what: the credentials of an image, by the rules of the kubelet and of Docker. */
@NullMarked
package dev.breakwater.scanner.credentials;

import org.jspecify.annotations.NullMarked;
