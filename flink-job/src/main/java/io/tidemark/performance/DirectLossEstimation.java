/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Direct loss estimation (DLE) for regressions: the error that predictions without labels are to be
 * expected to have, as a function of the prediction that is learnt on the reference. The function
 * is constant on bins with at least {@value #SMALLEST_BIN} reference rows and about one in {@value
 * #MOST_BINS} of them: each has its mean absolute and mean squared error. Predictions beyond the
 * reference's take those of the outermost bin.
 *
 * <p>A window needs the counts of its predictions per bin only, so its estimate merges. {@code mae}
 * and {@code rmse} come with the range in which the realised figure lies with 95 % if errors depend
 * on the prediction as they did: the spread inside the bins over the window, and that of the bins'
 * means over the reference. It notices a shift of predictions towards where the model is worse, not
 * a changed relation of labels to features. After NannyML's DLE, with a step function in the
 * prediction for its tree.
 */
public final class DirectLossEstimation {
    static final int MOST_BINS = 50;
    static final int SMALLEST_BIN = 30;

    private static final int VERSION = 1;

    private final double[] edges;
    private final Moments[] absolute;
    private final Moments[] squared;

    private DirectLossEstimation(double[] edges, Moments[] absolute, Moments[] squared) {
        this.edges = edges;
        this.absolute = absolute;
        this.squared = squared;
    }

    /**
     * Learns from a reference; rows whose prediction or label is not finite, or beyond 1e49 in
     * size, are left out.
     *
     * @throws IllegalArgumentException if no row is left
     */
    public static DirectLossEstimation learn(double[] predictions, double[] labels) {
        double[] usable = new double[predictions.length];
        int size = 0;
        for (int i = 0; i < predictions.length; i++) {
            if (isUsable(predictions[i]) && isUsable(labels[i])) {
                usable[size++] = predictions[i] + 0.0;
            }
        }
        if (size == 0) {
            throw new IllegalArgumentException("no rows to learn errors from");
        }
        double[] edges = edges(Arrays.copyOf(usable, size));
        DirectLossEstimation learnt = empty(edges);
        for (int i = 0; i < predictions.length; i++) {
            if (isUsable(predictions[i]) && isUsable(labels[i])) {
                double error = StrictMath.abs(labels[i] - predictions[i]);
                int bin = learnt.bin(predictions[i]);
                learnt.absolute[bin].add(error);
                learnt.squared[bin].add(error * error);
            }
        }
        return learnt;
    }

    private static boolean isUsable(double value) {
        return StrictMath.abs(value) <= ResidualSums.LARGEST;
    }

    private static DirectLossEstimation empty(double[] edges) {
        Moments[] absolute = new Moments[edges.length + 1];
        Moments[] squared = new Moments[edges.length + 1];
        for (int bin = 0; bin <= edges.length; bin++) {
            absolute[bin] = new Moments(true);
            squared[bin] = new Moments(true);
        }
        return new DirectLossEstimation(edges, absolute, squared);
    }

    /** The upper edges of all bins but the last; equal predictions share a bin. */
    private static double[] edges(double[] predictions) {
        Arrays.sort(predictions);
        int least = StrictMath.max(SMALLEST_BIN, predictions.length / MOST_BINS);
        List<Double> edges = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < predictions.length; i++) {
            boolean isFull = i - start >= least && predictions.length - i >= least;
            if (isFull && predictions[i] > predictions[i - 1]) {
                edges.add(predictions[i - 1]);
                start = i;
            }
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns the number of bins. */
    public int bins() {
        return absolute.length;
    }

    /** Returns the bin of a prediction: the first whose upper edge is not below it. */
    public int bin(double prediction) {
        int place = Arrays.binarySearch(edges, prediction + 0.0);
        return place >= 0 ? place : -place - 1;
    }

    /**
     * Returns the estimated metrics of a window.
     *
     * @param counts its predictions per bin
     */
    public List<Metric> metrics(long[] counts) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        if (total <= 0) {
            return List.of(
                    Metric.undefined("mae", Metric.NO_PAIRS),
                    Metric.undefined("rmse", Metric.NO_PAIRS));
        }
        double mae = mean(absolute, counts, total);
        double half = Interval.Z * deviation(absolute, counts, total);
        double square = mean(squared, counts, total);
        double ofSquare = Interval.Z * deviation(squared, counts, total);
        double root = StrictMath.sqrt(square);
        return List.of(
                Metric.of("mae", mae, new Interval(StrictMath.max(0, mae - half), mae + half)),
                Metric.of(
                        "rmse",
                        root,
                        new Interval(
                                StrictMath.sqrt(StrictMath.max(0, square - ofSquare)),
                                StrictMath.sqrt(square + ofSquare))));
    }

    private static double mean(Moments[] errors, long[] counts, long total) {
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            sum += counts[bin] == 0 ? 0 : counts[bin] * errors[bin].mean();
        }
        return sum / total;
    }

    private static double deviation(Moments[] errors, long[] counts, long total) {
        double variance = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            Double ofOne = errors[bin].variance();
            if (counts[bin] > 0 && ofOne != null) {
                double ofMean = (double) counts[bin] * counts[bin] / errors[bin].count();
                variance += ofOne * (counts[bin] + ofMean);
            }
        }
        return StrictMath.sqrt(variance) / total;
    }

    /** Returns the canonical form: equal content, equal bytes. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeUnsigned(edges.length);
        for (double edge : edges) {
            writer.writeDouble(edge);
        }
        for (int bin = 0; bin < absolute.length; bin++) {
            absolute[bin].write(writer);
            squared[bin].write(writer);
        }
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static DirectLossEstimation fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "direct loss estimation");
        double[] edges = new double[reader.readCount(2 * MOST_BINS)];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = reader.readDouble();
        }
        DirectLossEstimation read = empty(edges);
        for (int bin = 0; bin <= edges.length; bin++) {
            read.absolute[bin].mergeFrom(reader);
            read.squared[bin].mergeFrom(reader);
        }
        reader.expectEnd();
        return read;
    }
}
