package dev.breakwater.engine.report;

import dev.breakwater.api.v1alpha1.ImageVerdict;
import dev.breakwater.engine.imagescan.ImageScan;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An image of a workload, and what the policies say of it.
 *
 * @param container the container's name
 * @param image the reference as the pod names it
 * @param digest what really runs, {@code sha256:...}; empty where nothing runs or the runtime names
 *     only a config
 * @param verdicts by name of the ImagePolicy
 * @param scan how far the scan of its content has come; empty where it is not scanned
 */
public record JudgedImage(
    String container,
    String image,
    String digest,
    SortedMap<String, ImageVerdict> verdicts,
    Optional<ImageScan> scan) {}
