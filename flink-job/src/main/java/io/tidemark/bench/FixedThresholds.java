/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.drift.BinnedCounts;
import io.tidemark.drift.ChiSquare;
import io.tidemark.drift.DriftMethods;
import io.tidemark.drift.FeaturePair;
import io.tidemark.drift.JensenShannon;
import io.tidemark.drift.KolmogorovSmirnov;
import io.tidemark.drift.PopulationStabilityIndex;
import io.tidemark.drift.ProportionTest;
import io.tidemark.drift.Wasserstein;
import io.tidemark.profile.FeatureKind;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.special.Gamma;

/** What other tools' defaults say about the same windows. */
final class FixedThresholds {
    private static final double DISTANCE = 0.1;
    private static final double LEVEL = 0.05;
    private static final int LARGE = 1000;

    private final double[] distinct; // of a reference of few distinct numbers; else null
    private final double low;
    private final double high;
    private final int bins;
    private final double[] counts;

    /** NannyML's bins of a reference; those of categories are the pairs' own. */
    FixedThresholds(FeatureKind kind, double[] reference) {
        boolean isNumber = kind == FeatureKind.NUMERIC;
        double[] values = isNumber ? reference : new double[1];
        double[] sorted = Arrays.stream(values).sorted().distinct().toArray();
        low = sorted[0];
        high = sorted[sorted.length - 1];
        boolean isDiscrete = sorted.length < 0.1 * values.length;
        distinct = isDiscrete ? sorted : null;
        bins = isDiscrete ? 0 : doane(values, high - low);
        counts = isDiscrete ? counts(values, sorted) : counts(values, low, high, bins);
    }

    /** PSI of at least 0.1, as it is used everywhere. */
    static boolean psi(FeaturePair pair) {
        return statistic(pair, PopulationStabilityIndex.METHOD) >= DISTANCE;
    }

    /**
     * Evidently's choice: beyond 1,000 reference rows the normed Wasserstein distance of numbers
     * and the Jensen-Shannon distance (natural log) of categories at 0.1; else p below 0.05 by
     * Kolmogorov-Smirnov, chi-square against the reference's shares, or a z-test of two shares.
     */
    static boolean evidently(FeaturePair pair) {
        boolean isNumber = pair.kind() == FeatureKind.NUMERIC;
        if (pair.baselineSize() > LARGE) {
            return isNumber
                    ? statistic(pair, Wasserstein.METHOD) >= DISTANCE
                    : statistic(pair, JensenShannon.METHOD) * StrictMath.sqrt(StrictMath.log(2))
                            >= DISTANCE;
        }
        if (isNumber) {
            return pValue(pair, KolmogorovSmirnov.METHOD) < LEVEL;
        }
        return pair.bins().labels().size() > 2
                ? goodnessOfFit(pair.bins()) < LEVEL
                : pValue(pair, ProportionTest.METHOD) < LEVEL;
    }

    /**
     * NannyML's choice: a Jensen-Shannon distance above 0.1, over the reference's Doane bins of
     * numbers (each value a bin where less than a tenth of them are distinct) or over categories.
     */
    boolean nannyMl(FeaturePair pair, double[] window) {
        if (pair.kind() != FeatureKind.NUMERIC) {
            return statistic(pair, JensenShannon.METHOD) > DISTANCE;
        }
        if (distinct == null) {
            return distance(counts, counts(window, low, high, bins)) > DISTANCE;
        }
        double[] all =
                DoubleStream.concat(Arrays.stream(distinct), Arrays.stream(window))
                        .sorted()
                        .distinct()
                        .toArray();
        double[] known = new double[all.length];
        for (int i = 0; i < distinct.length; i++) {
            known[Arrays.binarySearch(all, distinct[i])] = counts[i];
        }
        return distance(known, counts(window, all)) > DISTANCE;
    }

    private static double statistic(FeaturePair pair, String method) {
        return DriftMethods.find(pair.kind(), method).statistic(pair);
    }

    private static double pValue(FeaturePair pair, String method) {
        Double p = DriftMethods.find(pair.kind(), method).compute(pair).pValue();
        return p == null ? 1 : p;
    }

    private static double goodnessOfFit(BinnedCounts bins) {
        double m = Arrays.stream(bins.baseline()).sum();
        double n = Arrays.stream(bins.current()).sum();
        double sum = 0;
        for (int i = 0; i < bins.baseline().length; i++) {
            double expected = bins.baseline()[i] / m * n;
            if (expected == 0) {
                return 0;
            }
            double difference = bins.current()[i] - expected;
            sum += difference * difference / expected;
        }
        int degrees = bins.baseline().length - 1;
        return sum <= 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2.0, sum / 2);
    }

    private static int doane(double[] values, double range) {
        double n = values.length;
        double mean = Arrays.stream(values).average().orElse(0);
        double second = 0;
        double third = 0;
        for (double value : values) {
            double away = value - mean;
            second += away * away / n;
            third += away * away * away / n;
        }
        double skewness = third / StrictMath.pow(second, 1.5);
        double error = StrictMath.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        double log2 = StrictMath.log(2);
        double bins =
                1
                        + StrictMath.log(n) / log2
                        + StrictMath.log(1 + StrictMath.abs(skewness) / error) / log2;
        return range > 0 ? (int) StrictMath.ceil(bins) : 1;
    }

    /** Counts in equal bins; what lies outside is one bin more. */
    private static double[] counts(double[] values, double low, double high, int bins) {
        double[] counts = new double[bins + 1];
        for (double value : values) {
            if (value < low || value > high) {
                counts[bins]++;
            } else {
                int bin = (int) ((value - low) / (high - low) * bins);
                counts[StrictMath.min(bin, bins - 1)]++;
            }
        }
        return counts;
    }

    private static double[] counts(double[] values, double[] sorted) {
        double[] counts = new double[sorted.length];
        for (double value : values) {
            counts[Arrays.binarySearch(sorted, value)]++;
        }
        return counts;
    }

    private static double distance(double[] first, double[] second) {
        double m = Arrays.stream(first).sum();
        double n = Arrays.stream(second).sum();
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            double p = first[i] / m;
            double q = second[i] / n;
            double middle = (p + q) / 2;
            sum += p > 0 ? p * StrictMath.log(p / middle) : 0;
            sum += q > 0 ? q * StrictMath.log(q / middle) : 0;
        }
        return StrictMath.sqrt(StrictMath.max(0, sum) / 2 / StrictMath.log(2));
    }

    /** The method whose p-value decides about a kind. */
    static String deciding(FeatureKind kind) {
        return kind == FeatureKind.NUMERIC ? KolmogorovSmirnov.METHOD : ChiSquare.METHOD;
    }
}
