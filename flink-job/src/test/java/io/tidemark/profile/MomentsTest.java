/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testing.Oracles;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void summary_oracleCases_agrees() {
        int checked = 0;
        for (JsonNode testCase : Oracles.fromResources("univariate.json").get("cases")) {
            if (testCase.get("kind").textValue().equals("numeric")) {
                for (String side : new String[] {"reference", "current"}) {
                    check(
                            testCase.get("name").textValue(),
                            Oracles.numbers(testCase.get(side)),
                            testCase.get("expected").get("summary_" + side));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(64);
    }

    private static void check(String name, double[] values, JsonNode expected) {
        Moments moments = of(values);
        assertThat(moments.count()).isEqualTo(expected.get("count").longValue());
        assertThat(moments.sum().toDouble()).isEqualTo(expected.get("sum").doubleValue());
        close(name, moments.mean(), expected.get("mean"));
        close(name, moments.stddev(), expected.get("std_ddof1"));
        close(name, moments.populationStddev(), expected.get("std_ddof0"));
        assertThat(moments.minimum()).isEqualTo(expected.get("min").doubleValue());
        assertThat(moments.maximum()).isEqualTo(expected.get("max").doubleValue());
    }

    private static void close(String name, Double actual, JsonNode expected) {
        double value = expected.doubleValue();
        Offset<Double> tolerance = within(Math.abs(value) < 1e-6 ? 1e-12 : 1e-9 * Math.abs(value));
        assertThat(actual).as(name).isCloseTo(value, tolerance);
    }

    @Test
    void variance_largeMean_losesNothing() {
        Moments moments = of(1e9 + 1, 1e9 + 2, 1e9 + 3);
        assertThat(moments.variance()).isEqualTo(1.0);
        assertThat(of(1e100, 1e100, 1e100).variance()).isEqualTo(0.0);
    }

    @Test
    void figures_withoutEnoughValues_areNull() {
        assertThat(of().mean()).isNull();
        assertThat(of().populationStddev()).isNull();
        assertThat(of().minimum()).isNull();
        assertThat(of(3.0).variance()).isNull();
        assertThat(of(3.0).stddev()).isNull();
        assertThat(of(3.0).populationStddev()).isEqualTo(0.0);
    }

    @Test
    void minimum_zeroOfEitherSign_isOneValue() {
        assertThat(bytes(of(-0.0, 0.0))).isEqualTo(bytes(of(0.0, -0.0)));
    }

    @Test
    void retract_undoesMerge() {
        Moments moments = new Moments(true);
        moments.add(0.1);
        byte[] before = bytes(moments);
        Moments other = new Moments(true);
        other.add(1e100);
        other.add(-7.0);
        moments.merge(other);
        moments.retract(other);
        assertThat(bytes(moments)).isEqualTo(before);
        moments.remove(0.1);
        assertThat(bytes(moments)).isEqualTo(bytes(new Moments(true)));
        assertThat(other.minimum()).isNull();
        assertThatThrownBy(() -> of(1.0).remove(1.0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mergeFrom_written_roundTrips() {
        Moments copy = new Moments();
        copy.mergeFrom(new BinaryReader(bytes(of())));
        copy.mergeFrom(new BinaryReader(bytes(of(-2.5, 4.0))));
        assertThat(bytes(copy)).isEqualTo(bytes(of(4.0, -2.5)));
    }

    private static Moments of(double... values) {
        Moments moments = new Moments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    private static byte[] bytes(Moments moments) {
        BinaryWriter writer = new BinaryWriter();
        moments.write(writer);
        return writer.toBytes();
    }
}
