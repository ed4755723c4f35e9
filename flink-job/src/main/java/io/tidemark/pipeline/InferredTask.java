/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.performance.Tally;
import io.tidemark.performance.TallyLayout;
import io.tidemark.performance.Task;
import io.tidemark.performance.TaskDecision;
import io.tidemark.performance.TaskInference;
import io.tidemark.profile.FeatureKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * State of PERFORMANCE: what a model predicts, where neither spec nor reference tells. It is
 * inferred once, from all labels that were known at a moment of event time, and stays so: a window
 * must not be scored as one task and its neighbour, or its own revision, as another.
 */
final class InferredTask {
    /**
     * State: the decision. Fields may be added.
     *
     * @param task code of a {@code Task}
     * @param labelKind how the feature {@code @label} is read
     */
    public record Settled(
            String task, String[] classes, String positiveClass, FeatureKind labelKind) {
        TaskDecision decision() {
            return new TaskDecision(Task.valueOf(task), List.of(classes), positiveClass);
        }
    }

    private final ValueState<Settled> settled;
    private final MapState<Long, byte[]> labels;

    InferredTask(KeyedStateStore store) {
        settled =
                store.getState(
                        new ValueStateDescriptor<>(
                                OperatorIds.TASK_STATE, TypeInformation.of(Settled.class)));
        labels =
                store.getMapState(
                        new MapStateDescriptor<>(
                                OperatorIds.TASK_LABELS_STATE,
                                Types.LONG,
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    /** Null: not settled yet, or told by spec or reference. */
    Settled value() throws Exception {
        return settled.value();
    }

    /** Whether it has to be inferred and has not been. */
    boolean isOpen(TallyLayout layout) throws Exception {
        return layout.decision() == null && settled.value() == null;
    }

    /** Takes in the pairs of the default label that became known in a pane. */
    void add(TallyLayout layout, long labelPaneEnd, byte[] tally) throws Exception {
        Tally sum = new Tally(layout);
        byte[] before = labels.get(labelPaneEnd);
        if (before != null && Tally.fits(layout, before)) {
            sum.merge(before);
        }
        sum.merge(tally);
        labels.put(labelPaneEnd, sum.toBytes());
    }

    /**
     * Settles the task with the labels of the panes that end at or before {@code end}, if there are
     * at least so many; what it settles on depends on those labels alone.
     *
     * @return whether it is settled now and was not before
     */
    boolean settle(TallyLayout layout, long end, long atLeast) throws Exception {
        Tally sum = new Tally(layout);
        Map<Long, byte[]> known = new TreeMap<>();
        for (Map.Entry<Long, byte[]> pane : labels.entries()) {
            if (pane.getKey() <= end) {
                known.put(pane.getKey(), pane.getValue());
            }
        }
        for (byte[] pane : known.values()) {
            if (Tally.fits(layout, pane)) {
                sum.merge(pane);
            }
        }
        TaskDecision decision = sum.labelled() < atLeast ? null : TaskInference.of(sum);
        if (decision != null) {
            settled.update(
                    new Settled(
                            decision.task().name(),
                            decision.classes().toArray(new String[0]),
                            decision.positiveClass(),
                            sum.label().resolveKind()));
            labels.clear();
            return true;
        }
        if (known.size() > 1) {
            // the panes of the past are one from now on
            for (long pane : known.keySet()) {
                labels.remove(pane);
            }
            labels.put(end, sum.toBytes());
        }
        return false;
    }
}
