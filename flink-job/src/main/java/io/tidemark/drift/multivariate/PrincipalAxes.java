/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The principal axes of a symmetric matrix, by Commons Math (Householder, then QL: no chance in
 * it).
 *
 * @param variance along each axis, descending
 * @param axis unit vectors, in the same order
 */
record PrincipalAxes(double[] variance, double[][] axis) {

    /** Of a correlation matrix; what is undefined in it counts as no correlation. */
    static PrincipalAxes of(double[][] correlation) {
        int d = correlation.length;
        double[][] defined = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                defined[i][j] = Double.isFinite(correlation[i][j]) ? correlation[i][j] : 0;
            }
        }
        EigenDecomposition found = new EigenDecomposition(new Array2DRowRealMatrix(defined));
        double[][] axis = new double[d][];
        for (int i = 0; i < d; i++) {
            axis[i] = found.getEigenvector(i).toArray();
        }
        return new PrincipalAxes(found.getRealEigenvalues(), axis);
    }

    /** The fewest axes that explain a share of the variance. */
    int explaining(double share) {
        double total = 0;
        for (double one : variance) {
            total += StrictMath.max(0, one);
        }
        double sum = 0;
        for (int k = 0; k < variance.length; k++) {
            sum += StrictMath.max(0, variance[k]);
            if (sum >= share * total) {
                return k + 1;
            }
        }
        return variance.length;
    }

    /** The coordinate of a row on an axis. */
    double project(double[] row, int k) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += row[j] * axis[k][j];
        }
        return sum;
    }
}
