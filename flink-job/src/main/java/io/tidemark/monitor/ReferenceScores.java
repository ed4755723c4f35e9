/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.CodePointOrder;
import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.performance.LabelCandidate;
import io.tidemark.performance.PredictionChange;
import io.tidemark.performance.PredictionSlot;
import io.tidemark.performance.Tally;
import io.tidemark.performance.TallyLayout;
import io.tidemark.performance.Task;
import io.tidemark.performance.TaskDecision;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.NumericGrid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scored rows of a reference: what the model answered, and what was true. */
final class ReferenceScores {

    private static final String LABEL_NAME = "label";

    private final MonitorSpec spec;
    private final ReferenceTable table;
    private final TaskDecision decision;
    private final String[] probabilityClasses;
    private final ReferenceColumn[] probabilities;
    private final TallyLayout tallyLayout;

    /** Takes the task's decision, null where it is open. */
    ReferenceScores(MonitorSpec spec, ReferenceTable table, TaskDecision decision) {
        this.spec = spec;
        this.table = table;
        this.decision = decision;
        Map<String, ReferenceColumn> sorted = new TreeMap<>(CodePointOrder.INSTANCE);
        sorted.putAll(table.probabilities());
        this.probabilityClasses = sorted.keySet().toArray(new String[0]);
        this.probabilities = sorted.values().toArray(new ReferenceColumn[0]);
        this.tallyLayout = layout();
    }

    TallyLayout tallyLayout() {
        return tallyLayout;
    }

    /** The feature {@code @probability} of each row. */
    ReferenceColumn probabilityColumn() {
        double[] values = new double[table.rows()];
        PredictionSlot slot = new PredictionSlot();
        for (int row = 0; row < values.length; row++) {
            fillProbabilities(slot, row);
            values[row] =
                    Monitor.probability(
                            decision,
                            slot.probabilityForm,
                            slot.probabilityClasses,
                            slot.probabilities);
        }
        return ReferenceColumn.ofNumbers(Monitor.PROBABILITY, values);
    }

    /** Adds one tally for each of the segments that has scored rows. */
    void tally(int[] segmentOfRow, List<String> segments, Map<String, byte[]> tallies) {
        if (table.label() == null || table.prediction() == null) {
            return;
        }
        Tally[] ofSegments = new Tally[segments.size()];
        LabelCandidate label = new LabelCandidate();
        label.labelName = LABEL_NAME;
        PredictionSlot slot = new PredictionSlot();
        for (int row = 0; row < table.rows(); row++) {
            if (!hasLabel(row) || table.prediction().isMissing(row)) {
                continue;
            }
            fillLabel(label, row);
            fillPrediction(slot, row);
            fillProbabilities(slot, row);
            int segment = segmentOfRow[row];
            if (ofSegments[segment] == null) {
                ofSegments[segment] = new Tally(tallyLayout);
            }
            ofSegments[segment].apply(new PredictionChange(1, 1, slot));
            ofSegments[segment].add(slot, label, 1);
        }
        for (int i = 0; i < ofSegments.length; i++) {
            if (ofSegments[i] != null) {
                tallies.put(segments.get(i), ofSegments[i].toBytes());
            }
        }
    }

    private boolean hasLabel(int row) {
        ReferenceColumn column = table.label();
        return !column.isMissing(row) && (!column.isNumber(row) || column.isFinite(row));
    }

    private void fillLabel(LabelCandidate label, int row) {
        ReferenceColumn column = table.label();
        label.labelKind = column.kindOf(row);
        boolean isNumber = label.labelKind == NamedValues.NUMBER;
        label.labelText = isNumber ? null : column.category(row);
        label.labelNumber = isNumber ? column.number(row) : truth(label.labelKind, label.labelText);
    }

    private void fillPrediction(PredictionSlot slot, int row) {
        ReferenceColumn column = table.prediction();
        slot.predictionKind = column.kindOf(row);
        boolean isNumber = slot.predictionKind == NamedValues.NUMBER;
        slot.predictionText = isNumber ? null : column.category(row);
        slot.predictionNumber =
                isNumber ? column.number(row) : truth(slot.predictionKind, slot.predictionText);
    }

    private static double truth(byte kind, String text) {
        return kind == NamedValues.BOOLEAN && text.equals("true") ? 1 : 0;
    }

    private void fillProbabilities(PredictionSlot slot, int row) {
        slot.probabilityForm = PredictionEvent.NO_PROBABILITY;
        slot.probabilityClasses = null;
        slot.probabilities = null;
        if (probabilities.length > 0) {
            double[] given = new double[probabilities.length];
            for (int i = 0; i < given.length; i++) {
                if (!probabilities[i].isNumber(row)) {
                    return;
                }
                given[i] = probabilities[i].number(row);
            }
            slot.probabilityForm = PredictionEvent.PROBABILITY_OBJECT;
            slot.probabilityClasses = probabilityClasses;
            slot.probabilities = given;
        } else if (table.probability() != null && table.probability().isNumber(row)) {
            slot.probabilityForm = PredictionEvent.PROBABILITY_NUMBER;
            slot.probabilities = new double[] {table.probability().number(row)};
        }
    }

    private TallyLayout layout() {
        Task task = decision == null ? null : decision.task();
        if (task == null) {
            return MonitorLayouts.openTallyLayout(spec, null);
        }
        FeatureLayout label;
        FeatureLayout residual = MonitorLayouts.retractable(spec, FeatureKind.NUMERIC, null, null);
        if (task == Task.REGRESSION) {
            NumericGrid labels = table.label() == null ? null : grid(table.label().finiteNumbers());
            label = MonitorLayouts.retractable(spec, FeatureKind.NUMERIC, labels, null);
            residual =
                    MonitorLayouts.retractable(spec, FeatureKind.NUMERIC, grid(residuals()), null);
        } else {
            List<String> known = decision.classes().isEmpty() ? null : decision.classes();
            label = MonitorLayouts.retractable(spec, FeatureKind.CATEGORICAL, null, known);
        }
        return new TallyLayout(task, decision.classes(), decision.positiveClass(), label, residual);
    }

    private double[] residuals() {
        double[] residuals = new double[table.rows()];
        int size = 0;
        if (table.label() != null && table.prediction() != null) {
            for (int row = 0; row < residuals.length; row++) {
                if (table.label().isFinite(row) && table.prediction().isFinite(row)) {
                    residuals[size++] = table.label().number(row) - table.prediction().number(row);
                }
            }
        }
        return Arrays.copyOf(residuals, size);
    }

    private static NumericGrid grid(double[] values) {
        return ReferenceBuilder.grid(values, MonitorSpec.Feature.RESOLUTION);
    }
}
