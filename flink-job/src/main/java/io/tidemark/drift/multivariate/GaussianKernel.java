/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.Arrays;

/**
 * The Gaussian kernel exp(-|x - y|² ÷ 2 σ²) between all rows of a pooled sample; σ is the median of
 * their pairwise distances (i &lt; j, the mean of the two middle ones for an even number). Where
 * more than half of the pairs coincide σ is their root mean square distance instead; where all do,
 * 0, and the kernel is 1 throughout.
 */
final class GaussianKernel {
    private final double sigma;
    private final double[][] values;

    private GaussianKernel(double sigma, double[][] values) {
        this.sigma = sigma;
        this.values = values;
    }

    /** Between rows without NaN. */
    static GaussianKernel of(double[][] rows) {
        int size = rows.length;
        double[][] values = new double[size][size];
        double[] distances = new double[size * (size - 1) / 2];
        double squares = 0;
        int pair = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double square = 0;
                for (int k = 0; k < rows[i].length; k++) {
                    double difference = rows[i][k] - rows[j][k];
                    square += difference * difference;
                }
                values[i][j] = square;
                squares += square;
                distances[pair++] = StrictMath.sqrt(square);
            }
        }
        Arrays.sort(distances);
        double sigma = pair == 0 ? 0 : (distances[(pair - 1) / 2] + distances[pair / 2]) / 2;
        if (sigma == 0 && squares > 0) {
            sigma = StrictMath.sqrt(squares / pair);
        }
        for (int i = 0; i < size; i++) {
            values[i][i] = 1;
            for (int j = 0; j < i; j++) {
                values[i][j] = sigma > 0 ? StrictMath.exp(-values[i][j] / (2 * sigma * sigma)) : 1;
                values[j][i] = values[i][j];
            }
        }
        return new GaussianKernel(sigma, values);
    }

    double sigma() {
        return sigma;
    }

    int size() {
        return values.length;
    }

    /** The sum over all ordered pairs of two different rows. */
    double total() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += values[i][j];
            }
        }
        return 2 * sum;
    }

    /** The sums of each row without its diagonal. */
    double[] rowSums() {
        double[] sums = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                sums[i] += i == j ? 0 : values[i][j];
            }
        }
        return sums;
    }

    /** The sum over all ordered pairs of two different ones of {@code members[from..to)}. */
    double within(int[] members, int from, int to) {
        double sum = 0;
        for (int a = from; a < to; a++) {
            double[] row = values[members[a]];
            for (int b = from; b < a; b++) {
                sum += row[members[b]];
            }
        }
        return 2 * sum;
    }
}
