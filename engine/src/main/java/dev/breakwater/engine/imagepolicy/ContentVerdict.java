package dev.breakwater.engine.imagepolicy;

import dev.breakwater.api.v1alpha1.ImageVerdict;
import java.util.List;

/**
 * What one policy says of the content of one image.
 *
 * @param verdict whether it is as the policy wants it
 * @param problems what is to be told: what is broken, and what could not be judged
 * @param excepted what is as if it were not there, for a time
 * @param mistakes rules of the policy that have no answer for this image, for whoever wrote them
 */
public record ContentVerdict(
    ImageVerdict verdict,
    List<Violation> problems,
    List<Excepted> excepted,
    List<String> mistakes) {
  static final ContentVerdict SATISFIES =
      new ContentVerdict(ImageVerdict.SATISFIES, List.of(), List.of(), List.of());
}
