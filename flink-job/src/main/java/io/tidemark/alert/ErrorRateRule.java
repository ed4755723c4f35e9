/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

/**
 * More requests fail than used to: the lower end of the error rate's 95 % interval (Wilson) is
 * above the larger of factor × the baseline's rate and that rate + a floor. Without a baseline the
 * rate that is expected is 0.
 */
public final class ErrorRateRule {
    public static final String NAME = "error_rate";
    public static final String METRIC = "error_rate";

    private final double factor;
    private final double floor;
    private final long minSamples;

    /** A rule with factor 2 and a floor of one percentage point. */
    public ErrorRateRule(long minSamples) {
        this(2, 0.01, minSamples);
    }

    /**
     * A rule.
     *
     * @param factor above 1
     * @param floor the smallest rise that matters, as a share
     * @param minSamples deliveries a window must have to be judged
     */
    public ErrorRateRule(double factor, double floor, long minSamples) {
        this.factor = factor;
        this.floor = floor;
        this.minSamples = minSamples;
    }

    /** Judges one window. */
    public Condition judge(ServiceFinding finding) {
        Double known = finding.baselineErrorRate();
        double expected = known == null ? 0 : known;
        double threshold = StrictMath.min(1, StrictMath.max(factor * expected, expected + floor));
        long count = finding.deliveries();
        long errors = StrictMath.min(count, finding.errors());
        Double rate = count > 0 ? (Double) ((double) errors / count) : null;
        Double lower = count > 0 ? (Double) WilsonInterval.lower(errors, count) : null;
        Condition.State state = Condition.State.NO_DATA;
        if (lower != null && finding.deliveries() >= minSamples) {
            state = lower > threshold ? Condition.State.BREACH : Condition.State.OK;
        }
        return new Condition(
                finding.window(),
                finding.slideMillis(),
                NAME,
                Condition.SERVICE,
                Condition.HIGH,
                METRIC,
                null,
                rate,
                threshold,
                known == null ? null : finding.baseline(),
                state,
                summary(finding, rate, expected, lower, state),
                new Evidence()
                        .integer("deliveries", finding.deliveries())
                        .number("error_rate", rate)
                        .number("error_rate_lower", lower)
                        .number("baseline_error_rate", known)
                        .toJson());
    }

    private static String summary(
            ServiceFinding finding,
            Double rate,
            double expected,
            Double lower,
            Condition.State state) {
        String model = Wording.model(finding.window());
        String window = Wording.window(finding.window());
        if (state == Condition.State.NO_DATA) {
            return "The error rate of " + model + " cannot be judged " + window + ".";
        }
        String numbers =
                Wording.percent(rate)
                        + " of "
                        + finding.deliveries()
                        + " requests failed "
                        + window
                        + ", surely at least "
                        + Wording.percent(lower)
                        + ", where "
                        + Wording.percent(expected)
                        + " are usual.";
        return state == Condition.State.BREACH
                ? model + " fails too often: " + numbers
                : model + " fails no more than usual again: " + numbers;
    }
}
