/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a categorical feature enters the rows of {@link EventRows}: by its rank in the baseline, the
 * commonest 0, the next 1, ties in the order of their names; whatever the baseline has not (the
 * {@code (other)} too) has the next code after the last.
 *
 * <p>One column a feature whatever its number of categories: a forest can single any of them out,
 * and for the methods on distances "rarer" is "farther", so that new and rare values stand out. A
 * swap of shares between far ranks shows more than one between neighbours; the tests of the single
 * feature see either.
 */
public final class CategoryCodes {
    private final Map<String, Integer> codes = new HashMap<>();

    private CategoryCodes() {}

    /** Codes from the baseline's counts; categories without any count are left out. */
    public static CategoryCodes of(Map<String, Long> baselineCounts) {
        List<Map.Entry<String, Long>> known = new ArrayList<>();
        for (Map.Entry<String, Long> entry : baselineCounts.entrySet()) {
            if (entry.getValue() > 0) {
                known.add(entry);
            }
        }
        known.sort(
                Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()));
        CategoryCodes made = new CategoryCodes();
        for (Map.Entry<String, Long> entry : known) {
            made.codes.put(entry.getKey(), made.codes.size());
        }
        return made;
    }

    /** The code of a value; NaN (missing) for null. */
    public double code(String value) {
        if (value == null) {
            return Double.NaN;
        }
        return codes.getOrDefault(value, codes.size());
    }
}
