/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import java.util.Set;

/**
 * The model is worse than on the reference: a metric has dropped by at least a tenth of the
 * reference value, judged on the end of its 95 % interval that speaks for the model and not on the
 * point.
 *
 * <p>For errors, where lower is better, a rise counts as the drop. Of several metrics the one with
 * the largest sure drop speaks. A drop above 20 % is critical, from 10 % high.
 */
public final class PerformanceRule {
    public static final String NAME = "performance_drop";

    private static final double HIGH_DROP = 0.1;
    private static final double CRITICAL_DROP = 0.2;
    private static final Set<String> HIGHER_IS_BETTER =
            Set.of("accuracy", "f1", "f1_macro", "roc_auc");
    private static final Set<String> LOWER_IS_BETTER = Set.of("mae", "rmse");

    private final long minSamples;

    /**
     * A rule.
     *
     * @param minSamples labels a window must have to be judged
     */
    public PerformanceRule(long minSamples) {
        this.minSamples = minSamples;
    }

    /** Whether the rule judges a metric of this name; the others are shown only. */
    public static boolean judges(String metric) {
        return HIGHER_IS_BETTER.contains(metric) || LOWER_IS_BETTER.contains(metric);
    }

    /** Judges one window; too few labels or no metric that can be compared: nobody can tell. */
    public Condition judge(PerformanceFinding finding) {
        PerformanceFinding.Measured worst = null;
        double largest = Double.NEGATIVE_INFINITY;
        Evidence evidence =
                new Evidence()
                        .integer("labelled", finding.labelled())
                        .integer("predictions", finding.predictions());
        for (PerformanceFinding.Measured metric : finding.metrics()) {
            Double drop = sureDrop(metric);
            if (drop != null) {
                evidence.number(metric.name(), metric.value())
                        .number("reference_" + metric.name(), metric.reference())
                        .number("sure_drop_" + metric.name(), drop);
                if (drop > largest) {
                    largest = drop;
                    worst = metric;
                }
            }
        }
        Condition.State state = Condition.State.NO_DATA;
        if (worst != null && finding.labelled() >= minSamples) {
            state = largest >= HIGH_DROP ? Condition.State.BREACH : Condition.State.OK;
        }
        return new Condition(
                finding.window(),
                finding.slideMillis(),
                NAME,
                Condition.PERFORMANCE,
                largest > CRITICAL_DROP ? Condition.CRITICAL : Condition.HIGH,
                worst == null ? "none" : worst.name(),
                null,
                worst == null ? null : worst.value(),
                worst == null ? null : (Double) threshold(worst),
                finding.baseline(),
                state,
                summary(finding, worst, largest, state),
                evidence.toJson());
    }

    /**
     * The drop relative to the reference that the interval leaves no doubt about; null: unknown.
     */
    private static Double sureDrop(PerformanceFinding.Measured metric) {
        Double reference = metric.reference();
        if (!judges(metric.name()) || reference == null || reference == 0) {
            return null;
        }
        double size = StrictMath.abs(reference);
        if (LOWER_IS_BETTER.contains(metric.name())) {
            return metric.lower() == null ? null : (Double) ((metric.lower() - reference) / size);
        }
        return metric.upper() == null ? null : (Double) ((reference - metric.upper()) / size);
    }

    private static double threshold(PerformanceFinding.Measured metric) {
        double step = HIGH_DROP * StrictMath.abs(metric.reference());
        return LOWER_IS_BETTER.contains(metric.name())
                ? metric.reference() + step
                : metric.reference() - step;
    }

    private static String summary(
            PerformanceFinding finding,
            PerformanceFinding.Measured worst,
            double drop,
            Condition.State state) {
        String model = Wording.model(finding.window());
        String window = Wording.window(finding.window());
        if (state == Condition.State.NO_DATA) {
            return "The performance of "
                    + model
                    + " cannot be judged "
                    + window
                    + ": "
                    + finding.labelled()
                    + " labels for "
                    + finding.predictions()
                    + " predictions.";
        }
        String numbers =
                worst.name()
                        + " is "
                        + Wording.number(worst.value())
                        + " "
                        + window
                        + ", "
                        + Wording.number(worst.reference())
                        + " in "
                        + Wording.baseline(finding.baseline());
        String labels =
                finding.labelled() + " of " + finding.predictions() + " predictions labelled";
        return state == Condition.State.BREACH
                ? model
                        + " predicts worse: "
                        + numbers
                        + ", surely worse by at least "
                        + Wording.percent(drop)
                        + " ("
                        + labels
                        + ")."
                : model
                        + " predicts about as well as it should again: "
                        + numbers
                        + " ("
                        + labels
                        + ").";
    }
}
