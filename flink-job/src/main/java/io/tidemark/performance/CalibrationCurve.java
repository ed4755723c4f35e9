/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.Dyadic;
import io.tidemark.profile.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * How often what was given a probability came true, in ten bins of equal width: for two classes the
 * positive class against its probability, for several the likeliest class against its. The expected
 * calibration error is the mean over pairs of the bins' |mean outcome - mean probability|, in 0..1.
 *
 * <p>Sampling lifts that error: every bin that is perfectly calibrated still shows a gap of about
 * √(2/π) of its standard error. Its 95 % interval therefore takes the whole of that off at the
 * lower end, besides the normal half width, of which the upper end has one.
 */
public final class CalibrationCurve {
    /**
     * One occupied bin.
     *
     * @param bin 0 to 9: probabilities from bin ÷ 10 up to the next (the last includes 1)
     * @param count pairs
     * @param meanProbability mean of the probabilities
     * @param observedRate share of the pairs in which it came true
     */
    public record Bin(int bin, long count, double meanProbability, double observedRate) {}

    private static final double MEAN_OF_A_HALF_NORMAL = StrictMath.sqrt(2 / StrictMath.PI);

    private final CalibrationBins happened;
    private final CalibrationBins failed;

    CalibrationCurve(CalibrationBins happened, CalibrationBins failed) {
        this.happened = happened;
        this.failed = failed;
    }

    /** Returns the curve of a classification; without bins where there are no probabilities. */
    public static CalibrationCurve of(Tally tally, TaskDecision decision) {
        if (decision.task() == Task.BINARY) {
            PositiveScores scores = PositiveScores.of(tally, decision);
            return new CalibrationCurve(
                    scores.positives().calibration(), scores.negatives().calibration());
        }
        return new CalibrationCurve(tally.classes().topRight(), tally.classes().topWrong());
    }

    /** Returns the occupied bins, from low probabilities to high ones. */
    public List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < CalibrationBins.BINS; bin++) {
            long right = happened.bin(bin).count();
            long count = right + failed.bin(bin).count();
            if (count > 0) {
                Dyadic sum = happened.bin(bin).sum().plus(failed.bin(bin).sum());
                double mean = sum.dividedBy(Dyadic.of(count));
                bins.add(new Bin(bin, count, mean, (double) right / count));
            }
        }
        return bins;
    }

    /** Returns the expected calibration error with its interval. */
    Metric expectedError(String name) {
        long total = 0;
        Dyadic gaps = Dyadic.ZERO;
        double squares = 0;
        double lift = 0;
        for (int bin = 0; bin < CalibrationBins.BINS; bin++) {
            Moments right = happened.bin(bin);
            Moments wrong = failed.bin(bin);
            long count = right.count() + wrong.count();
            if (count <= 0) {
                continue;
            }
            Dyadic gap = Dyadic.of(right.count()).minus(right.sum()).minus(wrong.sum());
            gaps = gap.signum() < 0 ? gaps.minus(gap) : gaps.plus(gap);
            total += count;
            // Σ (outcome - probability)² of the bin
            double square =
                    Dyadic.of(right.count())
                            .minus(right.sum())
                            .minus(right.sum())
                            .plus(right.sumOfSquares())
                            .plus(wrong.sumOfSquares())
                            .toDouble();
            squares += square;
            lift += StrictMath.sqrt(square);
        }
        if (total <= 0) {
            return Metric.undefined(name, Metric.NO_PROBABILITIES);
        }
        double error = gaps.dividedBy(Dyadic.of(total));
        if (total < 2) {
            return Metric.of(name, error, null);
        }
        double variance = StrictMath.max(0, squares / total - error * error) / (total - 1);
        double half = Interval.quantile(total - 1.0) * StrictMath.sqrt(variance);
        double bias = MEAN_OF_A_HALF_NORMAL * lift / total;
        return Metric.of(
                name,
                error,
                new Interval(
                        StrictMath.max(0, error - bias - half), StrictMath.min(1, error + half)));
    }
}
