/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

/**
 * Rows in units of the baseline: (value - mean) ÷ standard deviation (ddof 1) of each feature. A
 * missing value becomes 0, the baseline's mean. What is more than a million standard deviations
 * away counts as that far.
 */
final class BaselineScale {
    private static final double FARTHEST = 1e6;

    private final double[] mean;
    private final double[] unit;

    private BaselineScale(double[] mean, double[] unit) {
        this.mean = mean;
        this.unit = unit;
    }

    /** Of means and units; a column whose unit is not positive becomes 0 throughout. */
    static BaselineScale of(double[] mean, double[] unit) {
        return new BaselineScale(mean, unit);
    }

    /** The mean of the present values of a column, NaN without any. */
    static double mean(double[][] rows, int column) {
        double sum = 0;
        long n = 0;
        for (double[] row : rows) {
            if (EventRows.isPresent(row[column])) {
                sum += row[column];
                n++;
            }
        }
        return sum / n;
    }

    /** Their standard deviation; 0 where all are equal or there are fewer than two. */
    static double deviation(double[][] rows, int column, double mean) {
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        long n = 0;
        for (double[] row : rows) {
            double value = row[column];
            if (EventRows.isPresent(value)) {
                sum += (value - mean) * (value - mean);
                low = StrictMath.min(low, value);
                high = StrictMath.max(high, value);
                n++;
            }
        }
        return low < high ? StrictMath.sqrt(sum / (n - 1)) : 0;
    }

    double[][] scale(double[][] rows) {
        double[][] scaled = new double[rows.length][mean.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                if (unit[j] > 0 && EventRows.isPresent(rows[i][j])) {
                    double value = (rows[i][j] - mean[j]) / unit[j];
                    scaled[i][j] = StrictMath.max(-FARTHEST, StrictMath.min(FARTHEST, value));
                }
            }
        }
        return scaled;
    }
}
