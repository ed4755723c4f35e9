/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns scores into probabilities by the best non-decreasing function of a labelled reference: pool
 * adjacent violators over the mean label of each distinct score, straight lines between the ends of
 * the pools, constant beyond the outermost ones. The fit compares whole numbers only, so it depends
 * neither on an order nor on rounding.
 *
 * <p>M. Ayer et al., "An empirical distribution function for sampling with incomplete information",
 * Annals of Mathematical Statistics 26 (1955); as scikit-learn's {@code IsotonicRegression} with
 * {@code out_of_bounds="clip"}.
 */
public final class IsotonicCalibration {
    private static final int VERSION = 1;
    private static final int MOST_KNOTS = 1 << 24;

    private final double[] scores;
    private final double[] probabilities;

    /** Adjacent scores that share one probability, positives ÷ count. */
    private record Pool(double first, double last, long positives, long count) {
        boolean isAtLeast(Pool next) {
            return (double) positives * next.count >= (double) next.positives * count;
        }

        Pool with(Pool next) {
            return new Pool(first, next.last, positives + next.positives, count + next.count);
        }
    }

    private IsotonicCalibration(double[] scores, double[] probabilities) {
        this.scores = scores;
        this.probabilities = probabilities;
    }

    /** The calibration that leaves scores as they are, cut to 0..1. */
    public static IsotonicCalibration none() {
        return new IsotonicCalibration(new double[] {0, 1}, new double[] {0, 1});
    }

    /**
     * Learns from a reference; scores that are not finite are left out.
     *
     * @throws IllegalArgumentException if no score is left
     */
    public static IsotonicCalibration learn(double[] scores, boolean[] isPositive) {
        TreeMap<Double, long[]> distinct = new TreeMap<>();
        for (int i = 0; i < scores.length; i++) {
            if (Double.isFinite(scores[i])) {
                // -0.0 and 0.0 are one score
                long[] counts = distinct.computeIfAbsent(scores[i] + 0.0, score -> new long[2]);
                counts[0] += isPositive[i] ? 1 : 0;
                counts[1]++;
            }
        }
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("no scores to learn a calibration from");
        }
        List<Pool> pools = new ArrayList<>();
        for (Map.Entry<Double, long[]> at : distinct.entrySet()) {
            long[] counts = at.getValue();
            Pool pool = new Pool(at.getKey(), at.getKey(), counts[0], counts[1]);
            while (!pools.isEmpty() && pools.get(pools.size() - 1).isAtLeast(pool)) {
                pool = pools.remove(pools.size() - 1).with(pool);
            }
            pools.add(pool);
        }
        List<double[]> knots = new ArrayList<>();
        for (Pool pool : pools) {
            double probability = (double) pool.positives / pool.count;
            knots.add(new double[] {pool.first, probability});
            if (pool.last > pool.first) {
                knots.add(new double[] {pool.last, probability});
            }
        }
        return new IsotonicCalibration(
                knots.stream().mapToDouble(knot -> knot[0]).toArray(),
                knots.stream().mapToDouble(knot -> knot[1]).toArray());
    }

    /** Returns the probability of the positive class at a score. */
    public double calibrate(double score) {
        int low = 0;
        int high = scores.length - 1;
        if (score <= scores[low]) {
            return probabilities[low];
        }
        if (score >= scores[high]) {
            return probabilities[high];
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (scores[middle] <= score) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double slope = (probabilities[high] - probabilities[low]) / (scores[high] - scores[low]);
        return probabilities[low] + slope * (score - scores[low]);
    }

    /** Returns the canonical form. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeUnsigned(scores.length);
        for (int i = 0; i < scores.length; i++) {
            writer.writeDouble(scores[i]);
            writer.writeDouble(probabilities[i]);
        }
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static IsotonicCalibration fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "calibration");
        int size = reader.readCount(MOST_KNOTS);
        double[] scores = new double[size];
        double[] probabilities = new double[size];
        for (int i = 0; i < size; i++) {
            scores[i] = reader.readDouble();
            probabilities[i] = reader.readDouble();
        }
        reader.expectEnd();
        return new IsotonicCalibration(scores, probabilities);
    }
}
