/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.drift.SeededDraws;
import io.tidemark.profile.FeatureKind;

/** The distributions that the calibration draws features from. */
enum CalibrationShape {
    NORMAL(Family.CONTINUOUS),
    UNIFORM(Family.CONTINUOUS),
    LOGNORMAL(Family.CONTINUOUS),
    CAUCHY(Family.CONTINUOUS),
    BIMODAL(Family.CONTINUOUS),
    ZERO_INFLATED(Family.DISCRETE),
    POISSON(Family.DISCRETE),
    CATEGORIES_5(Family.CATEGORICAL),
    RARE_FLAG(Family.CATEGORICAL),
    ZIPF_300(Family.SPARSE);

    /**
     * What kind of values, and so how dear a null distribution is: references of continuous values
     * are alike in their counts and share one, others have each their own.
     */
    enum Family {
        CONTINUOUS(70, 20),
        DISCRETE(70, 40),
        CATEGORICAL(70, 40),
        SPARSE(40, 40);

        private final int references;
        private final int windows;

        Family(int references, int windows) {
            this.references = references;
            this.windows = windows;
        }

        /** How many references are drawn in a round. */
        int references() {
            return references;
        }

        /** How many windows of each size are drawn for one reference. */
        int windows() {
            return windows;
        }
    }

    private static final double[] FIVE = {0.4, 0.25, 0.2, 0.1, 0.05};
    private static final int ZIPF = 300;
    private static final double[] ZIPF_BELOW = new double[ZIPF];

    static {
        double sum = 0;
        for (int i = 0; i < ZIPF; i++) {
            sum += 1.0 / (i + 1);
            ZIPF_BELOW[i] = sum;
        }
    }

    private final Family family;

    CalibrationShape(Family family) {
        this.family = family;
    }

    Family family() {
        return family;
    }

    FeatureKind kind() {
        boolean isNumber = family == Family.CONTINUOUS || family == Family.DISCRETE;
        return isNumber ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL;
    }

    /** A value, or the number of a category. */
    double draw(SeededDraws draws) {
        return switch (this) {
            case NORMAL -> draws.normal();
            case UNIFORM -> draws.uniform();
            case LOGNORMAL -> StrictMath.exp(1.5 * draws.normal());
            case CAUCHY -> StrictMath.tan(StrictMath.PI * (draws.uniform() - 0.5));
            case BIMODAL -> draws.normal() + (draws.uniform() < 0.3 ? 6 : 0);
            case ZERO_INFLATED -> draws.uniform() < 0.7 ? 0 : -StrictMath.log(1 - draws.uniform());
            case POISSON -> poisson(draws);
            case CATEGORIES_5 -> pick(draws);
            case RARE_FLAG -> draws.uniform() < 0.05 ? 1 : 0;
            case ZIPF_300 -> zipf(draws);
        };
    }

    private static double poisson(SeededDraws draws) {
        double limit = StrictMath.exp(-3);
        double product = draws.uniform();
        int count = 0;
        while (product > limit) {
            product *= draws.uniform();
            count++;
        }
        return count;
    }

    private static double pick(SeededDraws draws) {
        double left = draws.uniform();
        int index = 0;
        while (index < FIVE.length - 1 && left >= FIVE[index]) {
            left -= FIVE[index++];
        }
        return index;
    }

    private static double zipf(SeededDraws draws) {
        double place = draws.uniform() * ZIPF_BELOW[ZIPF - 1];
        int low = 0;
        int high = ZIPF - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (ZIPF_BELOW[middle] > place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
