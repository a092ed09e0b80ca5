package dev.breakwater.engine.report;

import dev.breakwater.api.v1alpha1.ImageVerdict;
import dev.breakwater.engine.imagepolicy.Excepted;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.image.facts.Platform;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An image of a workload, and what the policies say of it.
 *
 * @param container the container's name
 * @param image the reference as the pod names it
 * @param digest what really runs, {@code sha256:...}; empty where nothing runs or the runtime names
 *     only a config
 * @param platform of the node that runs it; empty where it is not known
 * @param verdicts by name of the ImagePolicy
 * @param excepted what exceptions let pass, by name of the ImagePolicy
 * @param scan how far the scan of its content has come; empty where it is not scanned
 */
public record JudgedImage(
    String container,
    String image,
    String digest,
    Optional<Platform> platform,
    SortedMap<String, ImageVerdict> verdicts,
    SortedMap<String, List<Excepted>> excepted,
    Optional<ImageScan> scan) {}
