package dev.breakwater.engine.report;

import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.inventory.Origin;
import java.util.List;

/**
 * All that one judgement said of one object, in no particular order.
 *
 * @param scope the workload, the namespace or the cluster
 * @param origin the file that holds the object, or {@link Origin#CLUSTER}
 * @param images its images; empty for anything but a workload
 * @param findings what is wrong
 */
public record Assessment(
    ObjectRef scope, Origin origin, List<JudgedImage> images, List<Finding> findings) {}
