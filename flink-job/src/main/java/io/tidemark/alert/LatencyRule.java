/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

/**
 * The model answers slower than it used to: the 95th percentile of latency is above the larger of
 * factor × the baseline window's and that + a floor, which keeps a rise from 1 to 2 ms quiet.
 * Judged on a lower bound of the percentile where there is one, so that few requests do not raise
 * alarms.
 */
public final class LatencyRule {
    public static final String NAME = "latency";
    public static final String METRIC = "latency_p95_ms";

    /** About one false alarm in a thousand windows whose latency has not changed by itself. */
    private static final double NORMAL_999 = 3.090232306167813;

    private static final double PERCENTILE = 0.95;

    private final double factor;
    private final double floorMillis;
    private final long minSamples;

    /** A rule with factor 1.5 and a floor of 10 ms. */
    public LatencyRule(long minSamples) {
        this(1.5, 10, minSamples);
    }

    /**
     * A rule.
     *
     * @param factor above 1
     * @param floorMillis the smallest rise that matters
     * @param minSamples deliveries a window must have to be judged
     */
    public LatencyRule(double factor, double floorMillis, long minSamples) {
        this.factor = factor;
        this.floorMillis = floorMillis;
        this.minSamples = minSamples;
    }

    /**
     * Which percentile of {@code count} values the 95th of their distribution is above, almost
     * surely: the number of values above a percentile is binomial.
     *
     * @return in [0, 0.95]
     */
    public static double lowerPercentile(long count) {
        double deviation =
                StrictMath.sqrt(PERCENTILE * (1 - PERCENTILE) / StrictMath.max(1, count));
        return StrictMath.max(0, PERCENTILE - NORMAL_999 * deviation);
    }

    /** Judges one window; without latencies or a baseline nobody can tell. */
    public Condition judge(ServiceFinding finding) {
        Double baseline = finding.baselineP95Millis();
        Double threshold =
                baseline == null
                        ? null
                        : (Double) StrictMath.max(factor * baseline, baseline + floorMillis);
        Double value = finding.p95Millis();
        Condition.State state = Condition.State.NO_DATA;
        if (value != null && threshold != null && finding.deliveries() >= minSamples) {
            Double lower = finding.p95LowerMillis();
            double judged = lower == null ? value : lower;
            state = judged > threshold ? Condition.State.BREACH : Condition.State.OK;
        }
        return new Condition(
                finding.window(),
                finding.slideMillis(),
                NAME,
                Condition.SERVICE,
                Condition.MEDIUM,
                METRIC,
                null,
                value,
                threshold,
                finding.baseline(),
                state,
                summary(finding, threshold, state),
                new Evidence()
                        .integer("deliveries", finding.deliveries())
                        .number("p95_ms", value)
                        .number("p95_lower_ms", finding.p95LowerMillis())
                        .number("baseline_p95_ms", baseline)
                        .toJson());
    }

    private static String summary(ServiceFinding finding, Double threshold, Condition.State state) {
        String model = Wording.model(finding.window());
        String window = Wording.window(finding.window());
        if (state == Condition.State.NO_DATA) {
            return "The latency of " + model + " cannot be judged " + window + ".";
        }
        String numbers =
                "the slowest 5 % take "
                        + Wording.number(finding.p95Millis())
                        + " ms or more "
                        + window
                        + ", "
                        + Wording.number(finding.baselineP95Millis())
                        + " ms in "
                        + Wording.baseline(finding.baseline())
                        + " (limit "
                        + Wording.number(threshold)
                        + " ms, "
                        + finding.deliveries()
                        + " requests).";
        return model
                + (state == Condition.State.BREACH
                        ? " answers slowly: "
                        : " answers as fast as it should again: ")
                + numbers;
    }
}
