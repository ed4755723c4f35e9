/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Fixed edges e0 &lt; ... &lt; ek-1 on which the values of one numeric feature are counted: each
 * edge is a point of its own, between edges lie gaps, and one open gap lies at either end. Cells
 * number from the left: 2i is the gap below edge i, 2i + 1 is edge i, 2k the gap above the last.
 *
 * <p>Only profiles on equal grids can be merged or compared; {@link #id()} tells grids apart. A
 * value's cell comes from a look-up table and a short search in it, about 5 ns.
 */
public final class NumericGrid implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MOST_RESOLUTION = 100_000;
    private static final double OFFSET_UNITS = 0x1p31;

    private final double[] edges;
    private final double[] deciles;
    private final double outlierLow;
    private final double outlierHigh;
    private final EdgeLookup lookup; // null: more edges than its table can number
    private final long hash;

    private NumericGrid(double[] edges, double[] deciles, double outlierLow, double outlierHigh) {
        this.edges = edges;
        this.deciles = deciles;
        this.outlierLow = outlierLow;
        this.outlierHigh = outlierHigh;
        lookup =
                edges.length <= EdgeLookup.MOST_EDGES
                        ? EdgeLookup.of(edges, outlierLow, outlierHigh)
                        : null;
        Hash64 digest = new Hash64();
        for (double[] part : new double[][] {edges, deciles, {outlierLow, outlierHigh}}) {
            digest.add(part.length);
            for (double value : part) {
                digest.add(Double.doubleToLongBits(value));
            }
        }
        hash = digest.value();
    }

    /**
     * Lays a grid over reference values: see {@link ReferenceEdges}. Values that are not finite or
     * too large to be summed are left out; at least one must remain.
     *
     * @param resolution number of quantiles, 2 to 100,000
     */
    public static NumericGrid ofReference(double[] values, int resolution) {
        if (resolution < 2 || resolution > MOST_RESOLUTION) {
            throw new IllegalArgumentException("resolution: " + resolution);
        }
        double[] usable =
                Arrays.stream(values).filter(x -> Math.abs(x) <= ExactSum.LARGEST).toArray();
        if (usable.length == 0) {
            throw new IllegalArgumentException("no finite reference values");
        }
        ReferenceEdges reference = new ReferenceEdges(usable);
        return new NumericGrid(
                reference.edges(resolution),
                reference.deciles(),
                reference.quantile(1, 1000),
                reference.quantile(999, 1000));
    }

    /**
     * A grid on which the comparison of these two samples loses nothing: every distinct value of
     * either is an edge, and so are the reference's deciles and outlier bounds.
     */
    public static NumericGrid ofAllValues(double[] reference, double[] current) {
        NumericGrid outline = ofReference(reference, 2);
        double[] edges =
                Stream.of(
                                reference,
                                current,
                                outline.deciles,
                                new double[] {outline.outlierLow, outline.outlierHigh})
                        .flatMapToDouble(Arrays::stream)
                        .filter(x -> Math.abs(x) <= ExactSum.LARGEST)
                        .map(x -> x + 0.0) // -0.0 and 0.0 are one value
                        .sorted()
                        .distinct()
                        .toArray();
        return new NumericGrid(edges, outline.deciles, outline.outlierLow, outline.outlierHigh);
    }

    /** A grid of exactly these edges (strictly increasing), without deciles or outliers. */
    public static NumericGrid ofPoints(double[] distinctSorted) {
        double[] points = distinctSorted.clone();
        for (int i = 0; i < points.length; i++) {
            points[i] += 0.0;
            boolean isAscending = i == 0 || points[i] > points[i - 1];
            if (!isAscending || !(Math.abs(points[i]) <= ExactSum.LARGEST)) {
                throw new IllegalArgumentException("edge " + i + " out of order: " + points[i]);
            }
        }
        if (points.length == 0) {
            throw new IllegalArgumentException("no edges");
        }
        return new NumericGrid(
                points, new double[0], Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** Returns all edges, ascending. */
    public double[] edges() {
        return edges.clone();
    }

    /** Returns the number of edges. */
    public int size() {
        return edges.length;
    }

    /**
     * Returns the inner edges of the reference's decile bins, which are right-closed, ascending
     * without repeats; one edge where the reference is constant, none on a grid of points.
     */
    public double[] deciles() {
        return deciles.clone();
    }

    /** Returns the reference's 0.1 % quantile; minus infinity on a grid of points. */
    public double outlierLow() {
        return outlierLow;
    }

    /** Returns the reference's 99.9 % quantile; infinity on a grid of points. */
    public double outlierHigh() {
        return outlierHigh;
    }

    /** Returns 16 hexadecimal digits that stand for the edges. */
    public String id() {
        return String.format("%016x", hash);
    }

    /** Returns the cell of a number (not NaN): 2i + 1 for edge i itself, 2i for the gap below. */
    public int find(double value) {
        return lookup == null ? search(value) : lookup.cell(value);
    }

    private int search(double value) {
        int place = Arrays.binarySearch(edges, value + 0.0);
        return place >= 0 ? 2 * place + 1 : 2 * (-place - 1);
    }

    long hash() {
        return hash;
    }

    double edge(int index) {
        return edges[index];
    }

    /** Distance of a value from the left edge of its inner gap in units of width / 2^31. */
    long offsetUnits(int gap, double value) {
        double share =
                lookup == null
                        ? (value - edges[gap - 1]) / (edges[gap] - edges[gap - 1])
                        : lookup.share(gap, value);
        return (long) (share * OFFSET_UNITS + 0.5);
    }

    /** A number of units of an inner gap as a distance. */
    double offset(int gap, long units) {
        return units * ((edges[gap] - edges[gap - 1]) / OFFSET_UNITS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumericGrid grid
                && Arrays.equals(edges, grid.edges)
                && Arrays.equals(deciles, grid.deciles)
                && outlierLow == grid.outlierLow
                && outlierHigh == grid.outlierHigh;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }
}
