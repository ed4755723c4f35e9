/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.Arrays;

/**
 * The area under the ROC curve of scores of two samples, with its standard error: the share of
 * pairs in which the second sample's score is the larger, ties counting one half.
 *
 * <p>Standard error after DeLong, DeLong and Clarke-Pearson, Comparing the areas under two or more
 * correlated ROC curves, Biometrics 44 (1988).
 *
 * @param area in [0, 1]
 * @param standardError 0 where the scores separate the samples altogether, or all are equal
 */
record RocCurve(double area, double standardError) {

    /** Of scores of which neither side is empty. */
    static RocCurve of(double[] first, double[] second) {
        double[] sortedFirst = first.clone();
        double[] sortedSecond = second.clone();
        Arrays.sort(sortedFirst);
        Arrays.sort(sortedSecond);
        double[] below = new double[second.length];
        double area = 0;
        for (int i = 0; i < second.length; i++) {
            below[i] = shareBelow(sortedFirst, second[i]);
            area += below[i] / second.length;
        }
        double[] above = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            above[i] = 1 - shareBelow(sortedSecond, first[i]);
        }
        double variance =
                variance(below, area) / second.length + variance(above, area) / first.length;
        return new RocCurve(area, StrictMath.sqrt(variance));
    }

    /** The share of smaller values, equal ones counting one half. */
    private static double shareBelow(double[] sorted, double value) {
        int low = firstAtLeast(sorted, value);
        int high = low;
        int top = sorted.length;
        while (high < top) {
            int middle = (high + top) >>> 1;
            if (sorted[middle] <= value) {
                high = middle + 1;
            } else {
                top = middle;
            }
        }
        return (low + high) / 2.0 / sorted.length;
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int top = sorted.length;
        while (low < top) {
            int middle = (low + top) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                top = middle;
            }
        }
        return low;
    }

    private static double variance(double[] values, double mean) {
        if (values.length < 2) {
            return 0;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }
}
