/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The largest change |r - r₀| among the Pearson correlations of all pairs of features, from (exact)
 * cross-moments. Range [0, 2].
 *
 * <p>Each pair has Fisher's z test: (artanh r - artanh r₀) ÷ √(c ÷ (n - 3) + c ÷ (m - 3)),
 * two-sided, n and m the events that have both features. c is 1 for normal data; where samples are
 * given, c is what their values say (the mean squared influence on r ÷ (1 - r²)², the larger of the
 * two sides', if above 1), so that heavy tails raise fewer alarms. Šidák's correction over the
 * pairs, 1 - (1 - p)^pairs, gives the published p-value. The pair that is shown is the most
 * significant one among those that changed by at least 0.1, or without any such the one that
 * changed most. What moved: the pairs that are both significant and changed enough.
 *
 * <p>A pair counts where both sides have four events with both features, and both features vary;
 * without any such pair the result is undefined. Fisher, Metron 1 (1921); Šidák, JASA 62 (1967).
 */
public final class CorrelationShift {
    public static final String METHOD = "correlation";

    /** The smallest change that matters. */
    public static final double EFFECT_FLOOR = 0.1;

    private static final int FEWEST = 4;
    private static final double LARGEST = 1 - 1e-9;

    private CorrelationShift() {}

    private record Change(String pair, double size, double z) {}

    /**
     * Compares moments over the features of both.
     *
     * @param baselineSample for the spread of its correlations; null for the normal law's
     * @param sample of the window, for the same
     */
    public static MultivariateResult compute(
            Covariance baseline,
            Covariance current,
            EventRows baselineSample,
            EventRows sample,
            MultivariateSettings settings) {
        long m = baseline.count();
        long n = current.count();
        String reason = Verdict.reasonOfSizes(m, n);
        if (reason != null) {
            return MultivariateResult.undefined(METHOD, reason, n, m);
        }
        List<Change> changes = changes(baseline, current, baselineSample, sample);
        if (changes.isEmpty()) {
            reason =
                    StrictMath.min(m, n) < FEWEST
                            ? MultivariateReason.TOO_FEW_EVENTS
                            : MultivariateReason.FEWER_THAN_TWO_FEATURES;
            return MultivariateResult.undefined(METHOD, reason, n, m);
        }
        Change shown = shown(changes);
        double pValue = anyOf(changes.size(), shown.z());
        Verdict verdict =
                Verdict.of(
                        settings,
                        n,
                        m,
                        pValue <= settings.pThreshold(),
                        shown.size() >= EFFECT_FLOOR);
        return verdict.result(
                METHOD,
                shown.size(),
                null,
                null,
                pValue,
                pValue,
                settings.pThreshold(),
                EFFECT_FLOOR,
                verdict.isDrift() ? moved(changes, settings.pThreshold()) : List.of());
    }

    private static List<Change> changes(
            Covariance baseline, Covariance current, EventRows baselineSample, EventRows sample) {
        Map<String, Integer> places = new HashMap<>();
        for (int j = 0; j < current.features().size(); j++) {
            places.put(current.features().get(j), j);
        }
        double[][] own = standardised(baselineSample, baseline.features());
        double[][] other = standardised(sample, baseline.features());
        List<Change> changes = new ArrayList<>();
        for (int b = 1; b < baseline.features().size(); b++) {
            for (int a = 0; a < b; a++) {
                String first = baseline.features().get(a);
                String second = baseline.features().get(b);
                Integer c = places.get(first);
                Integer d = places.get(second);
                if (c == null || d == null) {
                    continue;
                }
                double before = baseline.correlation(a, b);
                double after = current.correlation(c, d);
                long m = baseline.pairs()[a][b];
                long n = current.pairs()[c][d];
                if (StrictMath.min(m, n) >= FEWEST
                        && Double.isFinite(before)
                        && Double.isFinite(after)) {
                    double spread = StrictMath.max(spread(own, a, b), spread(other, a, b));
                    double error = StrictMath.sqrt(spread / (m - 3.0) + spread / (n - 3.0));
                    changes.add(
                            new Change(
                                    first + " × " + second,
                                    StrictMath.abs(after - before),
                                    (fisher(after) - fisher(before)) / error));
                }
            }
        }
        return changes;
    }

    private static Change shown(List<Change> changes) {
        Change largest = null;
        Change clearest = null;
        for (Change change : changes) {
            if (largest == null || change.size() > largest.size()) {
                largest = change;
            }
            if (change.size() >= EFFECT_FLOOR
                    && (clearest == null
                            || StrictMath.abs(change.z()) > StrictMath.abs(clearest.z()))) {
                clearest = change;
            }
        }
        return clearest == null ? largest : clearest;
    }

    private static List<Contribution> moved(List<Change> changes, double pThreshold) {
        List<String> pairs = new ArrayList<>();
        List<Double> sizes = new ArrayList<>();
        for (Change change : changes) {
            if (change.size() >= EFFECT_FLOOR && anyOf(changes.size(), change.z()) <= pThreshold) {
                pairs.add(change.pair());
                sizes.add(change.size());
            }
        }
        return Contribution.largest(
                pairs, sizes.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The probability that any of so many pairs is as far out, Šidák's. */
    private static double anyOf(int pairs, double z) {
        double one = NormalLaw.beyond(z);
        return one >= 1 ? 1 : -StrictMath.expm1(pairs * StrictMath.log1p(-one));
    }

    private static double fisher(double r) {
        double bounded = StrictMath.max(-LARGEST, StrictMath.min(LARGEST, r));
        return 0.5 * (StrictMath.log1p(bounded) - StrictMath.log1p(-bounded));
    }

    private static double[][] standardised(EventRows events, List<String> features) {
        if (events == null) {
            return null;
        }
        EventRows sample = events.select(features);
        int width = sample.width();
        double[] mean = new double[width];
        double[] unit = new double[width];
        for (int j = 0; j < width; j++) {
            mean[j] = BaselineScale.mean(sample.rows(), j);
            unit[j] = BaselineScale.deviation(sample.rows(), j, mean[j]);
        }
        double[][] scaled = BaselineScale.of(mean, unit).scale(sample.rows());
        for (int i = 0; i < scaled.length; i++) {
            for (int j = 0; j < width; j++) {
                if (!EventRows.isPresent(sample.rows()[i][j])) {
                    scaled[i][j] = Double.NaN;
                }
            }
        }
        return scaled;
    }

    /** The variance of Fisher's z beside the normal law's, at least 1. */
    private static double spread(double[][] standard, int a, int b) {
        if (standard == null) {
            return 1;
        }
        double product = 0;
        long n = 0;
        for (double[] row : standard) {
            if (!Double.isNaN(row[a] + row[b])) {
                product += row[a] * row[b];
                n++;
            }
        }
        double r = n < FEWEST ? 1 : product / (n - 1.0);
        double left = 1 - r * r;
        if (left < 1e-6) {
            return 1;
        }
        double influence = 0;
        for (double[] row : standard) {
            if (!Double.isNaN(row[a] + row[b])) {
                double one = row[a] * row[b] - r * (row[a] * row[a] + row[b] * row[b]) / 2;
                influence += one * one;
            }
        }
        return StrictMath.max(1, influence / n / (left * left));
    }
}
