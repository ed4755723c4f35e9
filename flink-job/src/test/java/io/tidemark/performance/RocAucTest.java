/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RocAucTest {
    private static Metric of(long[] positives, long[] negatives) {
        return RocAuc.of("roc_auc", ScoreRanking.binned(positives, negatives));
    }

    @Test
    void of_distinctBins_isExact() {
        long[] positives = {0, 1, 0, 2};
        long[] negatives = {2, 0, 1, 0};

        // of 9 pairs all but one are in order
        assertThat(of(positives, negatives).value()).isEqualTo(8.0 / 9);
    }

    @Test
    void of_sameBin_spansBothOrders() {
        Metric metric = of(new long[] {1_000_000}, new long[] {1_000_000});

        assertThat(metric.value()).isEqualTo(0.5);
        assertThat(metric.lower()).isEqualTo(0);
        assertThat(metric.upper()).isEqualTo(1);
    }

    @Test
    void of_perfectOrder_hasAnUpperBoundOfOneAndALowerBelow() {
        Metric metric = of(new long[] {0, 20}, new long[] {20, 0});

        assertThat(metric.value()).isEqualTo(1);
        assertThat(metric.upper()).isEqualTo(1);
        assertThat(metric.lower()).isBetween(0.8, 0.95);
    }

    @Test
    void of_oneClass_isUndefined() {
        assertThat(of(new long[] {3}, new long[] {0}).reason()).isEqualTo(Metric.SINGLE_CLASS);
        assertThat(of(new long[] {0}, new long[] {0}).reason()).isEqualTo(Metric.NO_PROBABILITIES);
    }

    @Test
    void of_repeatedSamples_boundsCoverTheTruthAboutAsOftenAsTheySay() {
        long seed = 7;
        System.out.println("coverage of roc_auc bounds, seed " + seed);
        Random random = new Random(seed);
        // scores u and u² rank like uniforms: P(sqrt(u) > v) = 2 / 3
        double truth = 2.0 / 3;
        int covered = 0;
        int trials = 2_000;
        for (int trial = 0; trial < trials; trial++) {
            long[] positives = new long[ScoreBins.BINS];
            long[] negatives = new long[ScoreBins.BINS];
            for (int i = 0; i < 60; i++) {
                positives[(int) (StrictMath.sqrt(random.nextDouble()) * ScoreBins.BINS)]++;
                negatives[(int) (random.nextDouble() * ScoreBins.BINS)]++;
            }
            Metric metric = of(positives, negatives);
            covered += metric.lower() <= truth && truth <= metric.upper() ? 1 : 0;
        }
        assertThat((double) covered / trials).isCloseTo(0.955, within(0.02));
    }

    @Test
    void wilson_shares_equalsStatsmodels() {
        // statsmodels proportion_confint(count, n, method="wilson")
        Interval interval = Interval.wilson(7, 20);
        assertThat(interval.lower()).isCloseTo(0.18119182, within(1e-7));
        assertThat(interval.upper()).isCloseTo(0.56714575, within(1e-7));
        assertThat(Interval.wilson(0, 5).lower()).isZero();
        assertThat(Interval.wilson(5, 5).upper()).isEqualTo(1);
    }
}
