package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.reference.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What policies say of the content of images, each asked once: an image that runs a thousand times
 * costs its rules once. Keeps answers and digests, not what is in the images. Safe for use by
 * several threads.
 */
final class ContentVerdicts {
  private final Map<Question, Optional<ContentVerdict>> answers =
      Collections.synchronizedMap(new HashMap<>());

  Optional<ContentVerdict> of(Policy policy, String image, ImageContent content) {
    return switch (content) {
      case ImageContent.NotAsked _, ImageContent.Unscanned _ -> policy.judge(image, content);
      case ImageContent.Known(ImageScan.Scanned scanned, Instant now) -> {
        Question question =
            new Question(
                policy.name(),
                image,
                scanned.assessment().facts().digest(),
                scanned.assessment().advisories(),
                scanned.firstSeen(),
                now);
        if (!answers.containsKey(question)) {
          answers.put(question, policy.judge(image, content));
        }
        yield answers.getOrDefault(question, Optional.empty());
      }
    };
  }

  /** The same digest has the same facts, and the same advisories say the same of them. */
  private record Question(
      String policy,
      String image,
      Digest manifest,
      Optional<Assessment.Advisories> advisories,
      Instant firstSeen,
      Instant now) {}
}
