/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What the profiles of one feature are laid out for. Profiles merge and compare only on equal
 * layouts (their declared ranges aside); {@link #hash()} tells them apart and travels with every
 * profile.
 */
public final class FeatureLayout implements Serializable {
    /**
     * How many categories beyond the known ones keep a count of their own, unless said otherwise.
     */
    public static final int DEFAULT_CATEGORY_CAP = 1000;

    private static final long serialVersionUID = 1L;

    private final FeatureKind kind;
    private final NumericGrid grid;
    private final boolean knowsCategories;
    private final CategoryIndex index;
    private final double minimum;
    private final double maximum;
    private final int categoryCap;
    private final boolean isRetractable;
    private final long hash;

    /**
     * A layout.
     *
     * @param kind what the values are
     * @param grid for {@link FeatureKind#NUMERIC}; null for the log grid
     * @param categories known categories in any order; null if the baseline knows none yet
     * @param minimum smallest value in range; NaN for none
     * @param maximum largest value in range; NaN for none
     * @param categoryCap how many unknown categories are counted one by one, at least 1
     * @param retractable whether values can be taken away again (no estimate of distinct values
     *     then)
     */
    public FeatureLayout(
            FeatureKind kind,
            NumericGrid grid,
            List<String> categories,
            double minimum,
            double maximum,
            int categoryCap,
            boolean retractable) {
        if (grid != null && kind != FeatureKind.NUMERIC) {
            throw new IllegalArgumentException("a grid is for numbers, not for " + kind);
        }
        if (categoryCap < 1) {
            throw new IllegalArgumentException("category cap: " + categoryCap);
        }
        this.kind = Objects.requireNonNull(kind);
        this.grid = grid;
        this.knowsCategories = categories != null;
        this.index = new CategoryIndex(categories == null ? List.of() : categories);
        this.minimum = minimum;
        this.maximum = maximum;
        this.categoryCap = categoryCap;
        this.isRetractable = retractable;
        Hash64 digest = new Hash64();
        digest.add(kind.name());
        digest.add(grid == null ? 0 : grid.hash());
        digest.add(knowsCategories ? index.size() : -1);
        index.names().forEach(digest::add);
        digest.add(categoryCap);
        digest.add(retractable ? 1 : 0);
        hash = digest.value();
    }

    /** Numbers on a grid (null: the log grid), no declared range. */
    public static FeatureLayout numeric(NumericGrid grid) {
        return new FeatureLayout(FeatureKind.NUMERIC, grid, null, Double.NaN, Double.NaN, 1, false);
    }

    /** Categories, some known (null: none known yet). */
    public static FeatureLayout categorical(List<String> categories) {
        return new FeatureLayout(
                FeatureKind.CATEGORICAL,
                null,
                categories,
                Double.NaN,
                Double.NaN,
                DEFAULT_CATEGORY_CAP,
                false);
    }

    /** Numbers and categories side by side until the kind is decided. */
    public static FeatureLayout undeclared() {
        return new FeatureLayout(
                FeatureKind.UNDECLARED,
                null,
                null,
                Double.NaN,
                Double.NaN,
                DEFAULT_CATEGORY_CAP,
                false);
    }

    /** Returns what the values are. */
    public FeatureKind kind() {
        return kind;
    }

    /** Returns the grid; null for the log grid and for categories. */
    public NumericGrid grid() {
        return grid;
    }

    /** Returns the known categories in code-point order; null if none are known yet. */
    public List<String> categories() {
        return knowsCategories ? index.names() : null;
    }

    /** Returns the smallest value in range; NaN for none. */
    public double minimum() {
        return minimum;
    }

    /** Returns the largest value in range; NaN for none. */
    public double maximum() {
        return maximum;
    }

    /** Returns how many unknown categories are counted one by one. */
    public int categoryCap() {
        return categoryCap;
    }

    /** Returns whether values can be taken away again. */
    public boolean retractable() {
        return isRetractable;
    }

    /** Returns a hash of everything that decides how a profile is laid out. */
    public long hash() {
        return hash;
    }

    CategoryIndex index() {
        return index;
    }

    boolean knowsCategories() {
        return knowsCategories;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureLayout layout
                && hash == layout.hash
                && Double.compare(minimum, layout.minimum) == 0
                && Double.compare(maximum, layout.maximum) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }
}
