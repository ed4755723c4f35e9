/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The summary of one feature's values over some stretch of events. Adding the values in any order,
 * in any parts that are merged in any order, gives the same content and the same {@link #toBytes}
 * (exact sums, whole-number counts, hash-chosen categories).
 *
 * <p>Memory: about 10 kB with numbers on a grid of 270 edges, less on the log grid; categories by
 * their number. Not thread-safe. May evolve by a new version byte whose reader knows the old one.
 */
public final class FeatureProfile {
    private static final int VERSION = 1;
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final FeatureLayout layout;
    private final NumberSummary numbers; // null: categorical
    private final CategoryCounts categories; // null: numeric
    private final TypeCounts types = new TypeCounts();
    private final LogHistogram ages = new LogHistogram();

    /** An empty profile. */
    public FeatureProfile(FeatureLayout layout) {
        this.layout = layout;
        numbers = layout.kind() == FeatureKind.CATEGORICAL ? null : new NumberSummary(layout);
        categories = layout.kind() == FeatureKind.NUMERIC ? null : new CategoryCounts(layout);
    }

    /** Returns the layout. */
    public FeatureLayout layout() {
        return layout;
    }

    /** Adds a number, NaN and infinities included. */
    public void addNumber(double value) {
        count(value, 0L);
    }

    /** Takes a number away again; retractable layouts only. */
    public void removeNumber(double value) {
        requireRetractable();
        count(value, -1L);
    }

    /** Adds a text. */
    public void addText(String value) {
        countText(value, 1);
    }

    /** Takes a text away again; retractable layouts only. */
    public void removeText(String value) {
        requireRetractable();
        countText(value, -1);
    }

    /** Adds a boolean, the category {@code true} or {@code false}. */
    public void addBoolean(boolean value) {
        countBoolean(value, 1);
    }

    /** Takes a boolean away again; retractable layouts only. */
    public void removeBoolean(boolean value) {
        requireRetractable();
        countBoolean(value, -1);
    }

    /** Counts an explicit null. */
    public void addMissing() {
        types.missing++;
    }

    /** Adds how old a value was, in milliseconds, when it was used; negative ages count as zero. */
    public void addAge(long millis) {
        ages.add((double) Math.max(millis, 0L));
    }

    private void count(double value, long flip) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            types.addNotFinite(value, 1 | flip);
        } else if (numbers == null) {
            categories.add(value, 1 | flip);
        } else {
            numbers.add(value, flip);
        }
    }

    private void countText(String value, int count) {
        types.texts += count;
        if (categories != null) {
            categories.add(value, count);
        }
    }

    private void countBoolean(boolean value, int count) {
        types.booleans += count;
        if (categories != null) {
            categories.add(value ? "true" : "false", count);
        }
    }

    /** Adds everything behind another profile of the same layout. */
    public void merge(FeatureProfile other) {
        combine(other, 1);
        ages.merge(other.ages);
        if (numbers != null) {
            numbers.merge(other.numbers);
        }
    }

    /** Takes everything behind another profile away; retractable layouts only. */
    public void retract(FeatureProfile other) {
        requireRetractable();
        combine(other, -1);
        ages.retract(other.ages);
        if (numbers != null) {
            numbers.retract(other.numbers);
        }
    }

    private void combine(FeatureProfile other, int sign) {
        requireLayout(other.layout.hash());
        types.combine(other.types, sign);
        if (categories != null) {
            categories.merge(other.categories, sign);
        }
    }

    /** Returns the number of values that are not missing: not-a-number and mismatches included. */
    public long present() {
        return finiteNumbers() + types.notANumber + types.infinite + types.notNumbers();
    }

    /** Returns the number of explicit nulls. */
    public long missing() {
        return types.missing;
    }

    /** Returns the number of NaN. */
    public long notANumber() {
        return types.notANumber;
    }

    /** Returns the number of infinite values. */
    public long infinite() {
        return types.infinite;
    }

    /** Returns the number of values that are not of a kind: decided kinds only. */
    public long typeMismatches(FeatureKind kind) {
        if (kind == FeatureKind.NUMERIC) {
            return types.notNumbers();
        }
        // a categorical layout has counted its numbers as categories
        return layout.kind() == FeatureKind.CATEGORICAL ? 0 : finiteNumbers();
    }

    /** Returns the number of finite numbers outside the declared range or above 1e100. */
    public long outOfRange() {
        return numbers == null ? 0 : numbers.outOfRange();
    }

    /** Returns the number of values of no known category; 0 where none are known yet. */
    public long newValues() {
        return categories == null || !layout.knowsCategories() ? 0 : categories.newTotal();
    }

    /** Returns the number of values beyond the grid's outlier bounds. */
    public long outliers() {
        return numbers == null ? 0 : numbers.outliers();
    }

    /** Returns the number of values in the distribution of a decided kind. */
    public long sampleSize(FeatureKind kind) {
        if (kind == FeatureKind.NUMERIC) {
            return numbers == null ? 0 : numbers.moments().count();
        }
        return categories == null ? 0 : categories.total();
    }

    /** Returns the number of distinct values of the resolved kind; null where it is not known. */
    public Long distinct() {
        boolean isNumeric = resolveKind() != FeatureKind.CATEGORICAL;
        return isNumeric ? numbers.distinct() : categories.distinct();
    }

    /**
     * Returns the layout's kind, or for an undeclared feature what its values look like: numeric if
     * at least half of the present ones are numbers (undeclared as long as none is present).
     */
    public FeatureKind resolveKind() {
        if (layout.kind() != FeatureKind.UNDECLARED || present() == 0) {
            return layout.kind();
        }
        return present() - types.notNumbers() >= types.notNumbers()
                ? FeatureKind.NUMERIC
                : FeatureKind.CATEGORICAL;
    }

    /** Returns the moments of the numbers; not for categorical layouts. */
    public Moments moments() {
        return numbers().moments();
    }

    /** Returns the numbers' counts on the grid; not for categorical layouts. */
    public NumericDistribution numeric() {
        return numbers().distribution();
    }

    /**
     * Returns counts that are not zero, by category in code-point order, without {@link #other}.
     */
    public SortedMap<String, Long> categories() {
        return categories == null ? new TreeMap<>() : categories.toMap();
    }

    /** Returns the number of values in categories beyond the cap. */
    public long other() {
        return categories == null ? 0 : categories.other();
    }

    /** Returns the smallest number (if retractable, as the grid tells); null without any. */
    public Double minimum() {
        return quantile(0.0);
    }

    /** Returns the largest number (if retractable, as the grid tells); null without any. */
    public Double maximum() {
        return quantile(1.0);
    }

    /** Returns the quantile {@code q} in 0..1 of the numbers by the grid; null without any. */
    public Double quantile(double q) {
        return numbers == null ? null : numeric().quantile(q);
    }

    /** Returns the quantile {@code q} in 0..1 of the ages in seconds; null without any. */
    public Double agePercentileSeconds(double q) {
        Double millis = ages.percentile(q);
        return millis == null ? null : (Double) (millis / MILLIS_PER_SECOND);
    }

    /** Returns the canonical form: equal content, equal bytes. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeFixed64(layout.hash());
        types.write(writer);
        if (numbers != null) {
            numbers.write(writer);
        }
        if (categories != null) {
            categories.write(writer);
        }
        ages.write(writer);
        return writer.toBytes();
    }

    /**
     * Reads {@link #toBytes}.
     *
     * @throws IllegalArgumentException if the bytes are of another layout or version, or damaged
     */
    public static FeatureProfile fromBytes(FeatureLayout layout, byte[] bytes) {
        FeatureProfile profile = new FeatureProfile(layout);
        profile.merge(bytes);
        return profile;
    }

    /**
     * Returns whether {@link #toBytes} are of this version and layout: whether they can be read.
     */
    public static boolean fits(FeatureLayout layout, byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        return reader.readByte() == VERSION && reader.readFixed64() == layout.hash();
    }

    /** Adds everything behind another profile's {@link #toBytes}, cheaper than reading it first. */
    public void merge(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "feature profile");
        requireLayout(reader.readFixed64());
        types.mergeFrom(reader);
        if (numbers != null) {
            numbers.mergeFrom(reader);
        }
        if (categories != null) {
            categories.mergeFrom(reader);
        }
        ages.mergeFrom(reader);
        reader.expectEnd();
    }

    private long finiteNumbers() {
        return numbers == null ? categories.total() - types.notNumbers() : numbers.total();
    }

    private void requireLayout(long hash) {
        if (hash != layout.hash()) {
            throw new IllegalArgumentException("profiles of different layouts");
        }
    }

    private void requireRetractable() {
        if (!layout.retractable()) {
            throw new IllegalStateException("this layout cannot take values away");
        }
    }

    NumberSummary numbers() {
        if (numbers == null) {
            throw new IllegalStateException("a categorical profile has no numbers");
        }
        return numbers;
    }
}
