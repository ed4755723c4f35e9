/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogHistogramTest {
    private static final long SEED = 5L;

    @Test
    void percentile_anyScale_isWithinOnePercent() {
        System.out.println("LogHistogramTest seed " + SEED);
        Random random = new Random(SEED);
        for (double scale : new double[] {1e-9, 1.0, 1e12}) {
            double[] values =
                    random.doubles(5000)
                            .map(u -> scale * StrictMath.exp(2 * random.nextGaussian()))
                            .toArray();
            LogHistogram histogram = of(values);
            Arrays.sort(values);
            for (double q : new double[] {0.0, 0.05, 0.5, 0.95, 0.99, 1.0}) {
                double exact = values[(int) Math.round(q * (values.length - 1))];
                assertThat(histogram.percentile(q)).isCloseTo(exact, within(0.01 * exact));
            }
        }
    }

    @Test
    void percentile_smallWholeNumbers_areExact() {
        LogHistogram histogram = of(0, 1, 2, 3, 200);
        assertThat(histogram.percentile(0.5)).isEqualTo(2.0);
        assertThat(histogram.percentile(0.625)).isEqualTo(2.5);
        assertThat(histogram.percentile(1.0)).isEqualTo(200.0);
        assertThat(of().percentile(0.5)).isNull();
    }

    @Test
    void merge_andRetract_keepTheBytes() {
        LogHistogram histogram = of(3, 4.5);
        histogram.merge(LogHistogram.fromBytes(of(1e-3, 4.5).toBytes()));
        assertThat(histogram.toBytes()).isEqualTo(of(4.5, 1e-3, 4.5, 3).toBytes());
        histogram.retract(of(4.5));
        histogram.remove(1e-3);
        assertThat(histogram.toBytes()).isEqualTo(of(4.5, 3).toBytes());
        assertThat(histogram.count()).isEqualTo(2);
    }

    @Test
    void add_notCountable_isRefused() {
        assertThatThrownBy(() -> of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(1e101)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LogHistogram of(double... values) {
        LogHistogram histogram = new LogHistogram();
        for (double value : values) {
            histogram.add(value);
        }
        return histogram;
    }
}
