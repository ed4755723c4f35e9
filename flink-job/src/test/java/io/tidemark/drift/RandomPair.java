/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import java.util.List;
import java.util.Random;

/**
 * Two random samples, the second often a shifted and stretched sister of the first.
 *
 * @param baseline at least 20 values
 * @param current at least one
 */
@SuppressWarnings("ArrayRecordComponent")
record RandomPair(Shape shape, double[] baseline, double[] current) {

    /** How values are drawn. */
    enum Shape {
        NORMAL,
        LOG_NORMAL,
        EXPONENTIAL,
        UNIFORM,
        PARETO,
        STUDENT_T3,
        BIMODAL,
        FEW_VALUES,
        ZERO_INFLATED,
        ROUNDED,
        CONSTANT_WITH_OUTLIERS,
        GEOMETRIC;

        /** Whether no two values are equal. */
        boolean isContinuous() {
            return switch (this) {
                case NORMAL, LOG_NORMAL, EXPONENTIAL, UNIFORM, PARETO, STUDENT_T3, BIMODAL -> true;
                case FEW_VALUES, ZERO_INFLATED, ROUNDED, CONSTANT_WITH_OUTLIERS, GEOMETRIC -> false;
            };
        }

        double draw(Random random) {
            double normal = random.nextGaussian();
            double uniform = 1 - random.nextDouble();
            return switch (this) {
                case NORMAL -> normal;
                case LOG_NORMAL -> Math.exp(normal);
                case EXPONENTIAL -> -Math.log(uniform);
                case UNIFORM -> uniform;
                case PARETO -> Math.pow(uniform, -1 / 1.1);
                case STUDENT_T3 -> normal / Math.sqrt(chiSquare3(random) / 3);
                case BIMODAL -> normal + (random.nextInt(3) == 0 ? 6 : -2);
                case FEW_VALUES -> random.nextInt(4);
                case ZERO_INFLATED -> random.nextInt(10) < 7 ? 0 : Math.exp(normal);
                case ROUNDED -> Math.rint(normal * 20) / 10;
                case CONSTANT_WITH_OUTLIERS -> random.nextInt(40) > 0 ? 5 : 5 + 100 * normal;
                case GEOMETRIC -> Math.floor(Math.log(uniform) / Math.log(0.7));
            };
        }

        private static double chiSquare3(Random random) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                double normal = random.nextGaussian();
                sum += normal * normal;
            }
            return sum;
        }
    }

    /** A pair in which the baseline has the shape asked for. */
    static RandomPair draw(Random random, Shape shape, int most) {
        boolean isRelated = random.nextInt(4) > 0;
        List<Shape> all = List.of(Shape.values());
        Shape other = isRelated ? shape : all.get(random.nextInt(all.size()));
        return draw(random, shape, other, most);
    }

    /** A pair of the two shapes. */
    static RandomPair draw(Random random, Shape shape, Shape other, int most) {
        boolean isSame = random.nextInt(3) == 0;
        double shift = isSame ? 0 : random.nextGaussian() / 3;
        double scale = isSame ? 1 : 0.5 + random.nextDouble();
        double[] baseline = new double[20 + random.nextInt(most)];
        for (int i = 0; i < baseline.length; i++) {
            baseline[i] = shape.draw(random);
        }
        double[] current = new double[1 + random.nextInt(most)];
        for (int i = 0; i < current.length; i++) {
            current[i] = shift + scale * other.draw(random);
        }
        return new RandomPair(shape, baseline, current);
    }
}
