/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.performance.MixShift.Segment;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that may be looked at all the time, and what a change is made of. */
class VersionComparisonTest {
    private static final int LOOKS = 200;

    @Test
    void mcNemar_noDifference_seldomFallsToFivePercentAtAnyLook() {
        long seed = 101;
        System.out.println("always-valid McNemar, seed " + seed);
        Random random = new Random(seed);
        int rejected = 0;
        int trials = 2000;
        for (int trial = 0; trial < trials; trial++) {
            SequentialMcNemar test = new SequentialMcNemar();
            double p = 1;
            for (int look = 0; look < LOOKS; look++) {
                addPairs(test, 100, 0.1, 0.1, random);
                p = test.look();
            }
            rejected += p <= 0.05 ? 1 : 0;
        }
        System.out.println("rejected without a difference: " + rejected + " of " + trials);
        assertThat(rejected).isLessThanOrEqualTo(trials / 20);
    }

    private static void addPairs(
            SequentialMcNemar test, int pairs, double first, double second, Random random) {
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < pairs; i++) {
            double pick = random.nextDouble();
            onlyFirst += pick < first ? 1 : 0;
            onlySecond += pick >= first && pick < first + second ? 1 : 0;
        }
        test.add(pairs, onlyFirst, onlySecond);
    }

    @Test
    void mcNemar_onePointBetterOver50000Pairs_isFound() {
        Random random = new Random(102);
        int found = 0;
        for (int trial = 0; trial < 50; trial++) {
            SequentialMcNemar test = new SequentialMcNemar();
            for (int look = 0; look < 50; look++) {
                addPairs(test, 1000, 0.10, 0.11, random);
                test.look();
                test = SequentialMcNemar.fromBytes(test.toBytes());
            }
            found += test.look() <= 0.05 ? 1 : 0;
            assertThat(test.difference()).isCloseTo(0.01, within(0.01));
        }
        assertThat(found).isGreaterThanOrEqualTo(45);
    }

    @Test
    void mcNemar_smallCounts_equalsTheClosedForm() {
        SequentialMcNemar test = new SequentialMcNemar();
        assertThat(test.look()).isEqualTo(1);
        test.add(1, 1, 0);
        // one win says nothing about a symmetric mixture
        assertThat(test.look()).isCloseTo(1, within(1e-12));
        test.add(1, 1, 0);
        // B(52, 50) / B(50, 50) x 4 = 4 x 50 x 51 / (100 x 101)
        assertThat(test.look()).isCloseTo(10100 / (4.0 * 50 * 51), within(1e-12));
    }

    @Test
    void pairedT_noDifference_seldomFallsToFivePercentAtAnyLook() {
        long seed = 103;
        System.out.println("always-valid paired t, seed " + seed);
        Random random = new Random(seed);
        int rejected = 0;
        int outside = 0;
        int trials = 1000;
        for (int trial = 0; trial < trials; trial++) {
            SequentialPairedT test = new SequentialPairedT();
            double p = 1;
            boolean isOutside = false;
            for (int look = 0; look < 100; look++) {
                for (int i = 0; i < 20; i++) {
                    // skewed, mean 0
                    test.add(-StrictMath.log(1 - random.nextDouble()) - 1);
                }
                p = test.look();
                Metric difference = test.difference("mae");
                isOutside |=
                        difference.lower() != null
                                && (difference.lower() > 0 || difference.upper() < 0);
            }
            rejected += p <= 0.05 ? 1 : 0;
            outside += isOutside ? 1 : 0;
        }
        System.out.println("rejected: " + rejected + ", outside: " + outside + " of " + trials);
        assertThat(rejected).isLessThanOrEqualTo(trials / 20).isEqualTo(outside);
    }

    @Test
    void pairedT_aTenthOfADeviation_isFound() {
        Random random = new Random(104);
        SequentialPairedT test = new SequentialPairedT();
        for (int i = 0; i < 5000; i++) {
            test.add(0.1 + random.nextGaussian());
        }
        test = SequentialPairedT.fromBytes(test.toBytes());
        assertThat(test.look()).isLessThan(0.001);
        assertThat(test.difference("mae").lower()).isPositive();
        assertThat(test.pairs()).isEqualTo(5000);
    }

    @Test
    void pairedT_noOrTheSameDifferences_sayNothingOrAll() {
        SequentialPairedT test = new SequentialPairedT();
        assertThat(test.difference("mae").reason()).isEqualTo(Metric.NO_PAIRS);
        for (int i = 0; i < 100; i++) {
            test.add(0);
        }
        assertThat(test.look()).isEqualTo(1);
        assertThat(test.difference("mae").value()).isZero();
        SequentialPairedT same = new SequentialPairedT();
        for (int i = 0; i < 100; i++) {
            same.add(0.25);
        }
        assertThat(same.look()).isLessThan(1e-6);
    }

    @Test
    void mixShift_handExample_addsUp() {
        // shares 0.5/0.5 to 0.8/0.2, figures 0.9/0.5 to 0.85/0.5
        MixShift shift =
                MixShift.of(
                        Map.of("a", new Segment(100, 0.9), "b", new Segment(100, 0.5)),
                        Map.of("a", new Segment(80, 0.85), "b", new Segment(20, 0.5)));
        assertThat(shift.change()).isCloseTo(0.08, within(1e-12));
        assertThat(shift.mix()).isCloseTo(0.3 * 0.875 - 0.3 * 0.5, within(1e-12));
        assertThat(shift.behaviour()).isCloseTo(-0.05 * 0.65, within(1e-12));
        assertThat(shift.mix() + shift.behaviour()).isCloseTo(shift.change(), within(1e-12));
    }

    @Test
    void mixShift_aNewSegment_isMix() {
        MixShift shift =
                MixShift.of(
                        Map.of("a", new Segment(10, 0.9)),
                        Map.of("a", new Segment(5, 0.9), "new", new Segment(5, 0.3)));
        assertThat(shift.behaviour()).isZero();
        assertThat(shift.mix()).isCloseTo(-0.3, within(1e-12));
        assertThatThrownBy(() -> MixShift.of(Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
