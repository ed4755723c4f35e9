/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What every detector promises, and the examples in their comments. */
class SequentialDetectorTest {
    private static List<SequentialDetector> all() {
        return List.of(
                new Adwin(0.002),
                new PageHinkley(30, 0.1, 20, 0.9999, true),
                new DriftDetectionMethod(30, 2, 3),
                new EarlyDriftDetectionMethod(30, 0.95, 0.9),
                new HoeffdingAverage(0.001, 0.005, true),
                new HoeffdingWeightedAverage(0.001, 0.005, 0.05, true),
                new KolmogorovSmirnovWindowing(0.0001, 100, 30, 7),
                Cusum.learning(30, 0.5, 5));
    }

    private static Function<byte[], SequentialDetector> reader(SequentialDetector of) {
        return switch (of.code()) {
            case "adwin" -> Adwin::fromBytes;
            case "page_hinkley" -> PageHinkley::fromBytes;
            case "ddm" -> DriftDetectionMethod::fromBytes;
            case "eddm" -> EarlyDriftDetectionMethod::fromBytes;
            case "hddm_a" -> HoeffdingAverage::fromBytes;
            case "hddm_w" -> HoeffdingWeightedAverage::fromBytes;
            case "kswin" -> KolmogorovSmirnovWindowing::fromBytes;
            case "cusum" -> Cusum::fromBytes;
            default -> throw new AssertionError(of.code());
        };
    }

    /** Zeros and ones whose rate of ones goes 0.2, 0.6, 0.1. */
    private static double[] stream(long seed, int length) {
        Random random = new Random(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            double rate = i < length / 3 ? 0.2 : i < 2 * length / 3 ? 0.6 : 0.1;
            values[i] = random.nextDouble() < rate ? 1 : 0;
        }
        return values;
    }

    private static int firstReport(SequentialDetector detector, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (detector.add(values[i]) == DetectorState.DRIFT) {
                return i;
            }
        }
        return -1;
    }

    private static double[] zerosThenOnes(int zeros, int ones) {
        double[] values = new double[zeros + ones];
        Arrays.fill(values, zeros, values.length, 1);
        return values;
    }

    @Test
    void fromBytes_anywhereInAStream_goesOnAsIfNothingHadHappened() {
        double[] values = stream(11, 1500);
        for (SequentialDetector whole : all()) {
            SequentialDetector cut = reader(whole).apply(whole.toBytes());
            int reports = 0;
            for (int i = 0; i < values.length; i++) {
                DetectorState expected = whole.add(values[i]);
                assertThat(cut.add(values[i])).as(whole.code() + ' ' + i).isEqualTo(expected);
                reports += expected == DetectorState.DRIFT ? 1 : 0;
                if (i % 7 == 0) {
                    byte[] bytes = cut.toBytes();
                    assertThat(bytes).as(whole.code()).isEqualTo(whole.toBytes());
                    cut = reader(whole).apply(bytes);
                    assertThat(cut.state()).isEqualTo(expected);
                    assertThat(cut.valuesSinceChange()).isEqualTo(whole.valuesSinceChange());
                }
            }
            assertThat(reports).as(whole.code() + " reports").isPositive();
        }
    }

    @Test
    void reset_afterValues_leavesTheBytesOfANewDetector() {
        List<SequentialDetector> used = all();
        List<SequentialDetector> fresh = all();
        for (int i = 0; i < used.size(); i++) {
            for (double value : stream(3, 450)) {
                used.get(i).add(value);
            }
            used.get(i).reset();
            assertThat(used.get(i).toBytes()).isEqualTo(fresh.get(i).toBytes());
        }
    }

    @Test
    void add_constantStream_neverReports() {
        for (double constant : new double[] {0, 0.25, 1}) {
            for (SequentialDetector detector : all()) {
                // errors at every value are the closest that they can be from the start on
                double[] values = DoubleStream.generate(() -> constant).limit(5000).toArray();
                assertThat(firstReport(detector, values))
                        .as(detector.code() + ' ' + constant)
                        .isEqualTo(-1);
                assertThat(detector.state()).isEqualTo(DetectorState.STABLE);
            }
        }
    }

    @Test
    void valuesSinceChange_atAnAbruptChange_pointsNearIt() {
        Random random = new Random(5);
        for (SequentialDetector detector : all()) {
            if (detector.code().equals("hddm_w")) {
                continue; // its cut is the lowest weighted mean, however long ago that was
            }
            double[] values = new double[1400];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() < (i < 1000 ? 0.1 : 0.9) ? 1 : 0;
            }
            for (int i = 0; i < values.length; i++) {
                boolean isReport = detector.add(values[i]) == DetectorState.DRIFT;
                if (isReport && i >= 1000) {
                    assertThat(i + 1 - detector.valuesSinceChange())
                            .as(detector.code() + " start, reported at " + i)
                            .isBetween(800L, 1100L);
                    break;
                }
                assertThat(i).as(detector.code()).isLessThan(1399);
            }
        }
    }

    @Test
    void add_theExamplesOfTheComments_reportWhereTheySay() {
        assertThat(firstReport(new Adwin(0.002), zerosThenOnes(300, 100))).isEqualTo(351);
        assertThat(firstReport(new DriftDetectionMethod(30, 2, 3), zerosThenOnes(300, 100)))
                .isEqualTo(300);
        assertThat(
                        firstReport(
                                new EarlyDriftDetectionMethod(30, 0.95, 0.9),
                                zerosThenOnes(300, 100)))
                .isEqualTo(330);
        assertThat(firstReport(new HoeffdingAverage(0.001, 0.005, false), zerosThenOnes(300, 100)))
                .isEqualTo(303);
        assertThat(
                        firstReport(
                                new HoeffdingWeightedAverage(0.001, 0.005, 0.05, false),
                                zerosThenOnes(300, 100)))
                .isEqualTo(313);
        Random random = new Random(12345);
        double[] values = new double[2000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 1000 ? random.nextInt(2) : 4 + random.nextInt(4);
        }
        assertThat(firstReport(new PageHinkley(30, 0.005, 50, 0.9999, false), values))
                .isBetween(1000, 1019);
        assertThat(firstReport(new KolmogorovSmirnovWindowing(0.0001, 100, 30, 42), values))
                .isBetween(1000, 1019);
        double[] step =
                DoubleStream.concat(
                                DoubleStream.generate(() -> 10).limit(20),
                                DoubleStream.generate(() -> 11).limit(20))
                        .toArray();
        assertThat(firstReport(new Cusum(10, 0.5, 5), step)).isEqualTo(30);
    }

    /** Montgomery, "Introduction to statistical quality control", table 9.1 and 9.2. */
    @Test
    void cusum_montgomerysExample_reportsAtPeriod29() {
        double[] values = {
            9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51,
            9.40, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08,
            10.38, 11.62, 11.31, 10.52
        };
        Cusum cusum = new Cusum(10, 0.5, 5);
        assertThat(cusum.add(values[0])).isEqualTo(DetectorState.STABLE);
        assertThat(cusum.fall()).isCloseTo(0.05, within(1e-9));
        assertThat(cusum.add(values[1])).isEqualTo(DetectorState.STABLE);
        assertThat(cusum.fall()).isCloseTo(1.56, within(1e-9));
        for (int i = 2; i < 28; i++) {
            assertThat(cusum.add(values[i]))
                    .as("period " + (i + 1))
                    .isEqualTo(DetectorState.STABLE);
        }
        assertThat(cusum.add(values[28])).isEqualTo(DetectorState.DRIFT);
        assertThat(cusum.rise()).isCloseTo(5.28, within(1e-9));
        assertThat(cusum.valuesSinceChange()).isEqualTo(7);
        assertThat(cusum.add(10)).isEqualTo(DetectorState.STABLE);
    }

    @Test
    void cusum_learning_findsAFallInStandardDeviations() {
        Random random = new Random(9);
        Cusum cusum = Cusum.learning(100, 0.5, 8);
        for (int i = 0; i < 200; i++) {
            assertThat(cusum.add(1000 + 20 * random.nextGaussian()))
                    .isEqualTo(DetectorState.STABLE);
        }
        int reported = -1;
        for (int i = 0; i < 50 && reported < 0; i++) {
            reported = cusum.add(960 + 20 * random.nextGaussian()) == DetectorState.DRIFT ? i : -1;
        }
        assertThat(reported).isBetween(1, 15);
    }

    /** 2 (C(60, 30 - 15) - C(60, 0)) / C(60, 30), and the smallest samples by counting. */
    @Test
    void kswin_probability_equalsTheClosedForm() {
        assertThat(KolmogorovSmirnovWindowing.probability(15, 30))
                .isCloseTo(2 * (53194089192720.0 - 1) / 118264581564861424.0, within(1e-17));
        assertThat(KolmogorovSmirnovWindowing.probability(1, 1)).isEqualTo(1);
        assertThat(KolmogorovSmirnovWindowing.probability(2, 2)).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(KolmogorovSmirnovWindowing.probability(0, 5)).isEqualTo(1);
    }

    @Test
    void add_valuesOutsideTheStatedRange_areRefusedAndChangeNothing() {
        for (SequentialDetector detector : all()) {
            detector.add(1);
            byte[] before = detector.toBytes();
            for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThatThrownBy(() -> detector.add(value))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(detector.toBytes()).isEqualTo(before);
        }
        assertThatThrownBy(() -> new DriftDetectionMethod(30, 2, 3).add(1.5))
                .hasMessageContaining("from 0 to 1");
    }

    @Test
    void constructors_parametersOutOfRange_areRefused() {
        List<Runnable> wrong =
                List.of(
                        () -> new Adwin(0),
                        () -> new Adwin(1),
                        () -> new Adwin(0.1, 0, 5, 10, 5),
                        () -> new PageHinkley(30, -1, 50, 1, false),
                        () -> new PageHinkley(30, 0, 0, 1, false),
                        () -> new PageHinkley(30, 0, 1, 1.1, false),
                        () -> new DriftDetectionMethod(30, 3, 2),
                        () -> new EarlyDriftDetectionMethod(30, 0.9, 0.95),
                        () -> new HoeffdingAverage(0, 0.1, false),
                        () -> new HoeffdingAverage(0.01, 0.001, false),
                        () -> new HoeffdingWeightedAverage(0.001, 0.01, 1, false),
                        () -> new KolmogorovSmirnovWindowing(0.01, 50, 30, 1),
                        () -> new Cusum(Double.NaN, 0.5, 5),
                        () -> Cusum.learning(1, 0.5, 5));
        for (Runnable each : wrong) {
            assertThatThrownBy(each::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void fromBytes_damaged_isRefused() {
        for (SequentialDetector detector : all()) {
            for (double value : stream(1, 200)) {
                detector.add(value);
            }
            byte[] bytes = detector.toBytes();
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
            assertThatThrownBy(() -> reader(detector).apply(longer))
                    .as(detector.code())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader(detector).apply(shorter))
                    .as(detector.code())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
