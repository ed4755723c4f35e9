/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.drift.multivariate.CategoryCodes;
import io.tidemark.drift.multivariate.EventRows;
import io.tidemark.event.NamedValues;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.Hash64;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sample of the whole rows of two files: of each the rows with the smallest hashes of their
 * content. The order of a file's rows does not matter, and equal rows are as many as their share
 * asks for: the second of them has another hash than the first.
 *
 * @param reference of the first file, ascending by hash
 * @param current of the second file, on the same columns
 */
public record RowSample(EventRows reference, EventRows current) {

    /** Places of the two sides in {@link TablePair#columns}. */
    private static final int REFERENCE = 0;

    private static final int CURRENT = 1;

    /**
     * Samples the features of both files; prediction and probability, which are answers and not
     * input, are left out.
     *
     * @param most rows a side
     */
    public static RowSample of(TablePair pair, int most) {
        List<String> features =
                pair.features().stream().filter(name -> !name.startsWith("@")).toList();
        CategoryCodes[] codes = new CategoryCodes[features.size()];
        for (int j = 0; j < codes.length; j++) {
            ReferenceColumn column = pair.columns(features.get(j))[0];
            boolean isNumeric = pair.kind(features.get(j)) == FeatureKind.NUMERIC;
            codes[j] = isNumeric ? null : CategoryCodes.of(column.categoryCounts());
        }
        return new RowSample(
                sample(pair, features, codes, REFERENCE, pair.referenceRows(), most),
                sample(pair, features, codes, CURRENT, pair.currentRows(), most));
    }

    private static EventRows sample(
            TablePair pair,
            List<String> features,
            CategoryCodes[] codes,
            int side,
            int rows,
            int most) {
        ReferenceColumn[] columns =
                features.stream()
                        .map(name -> pair.columns(name)[side])
                        .toArray(ReferenceColumn[]::new);
        long[] hashes = hashes(columns, rows);
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        int size = StrictMath.min(most, rows);
        Map<Long, Integer> place = new HashMap<>();
        for (int i = 0; i < size; i++) {
            place.put(sorted[i], i);
        }
        double[][] sample = new double[size][];
        for (int row = 0; row < rows; row++) {
            Integer at = hashes[row] <= sorted[size - 1] ? place.get(hashes[row]) : null;
            if (at != null && sample[at] == null) {
                sample[at] = values(columns, codes, row);
            }
        }
        // two rows of one hash would leave a gap; rows of other content are as good as never
        double[][] kept = Arrays.stream(sample).filter(r -> r != null).toArray(double[][]::new);
        return new EventRows(features, kept);
    }

    private static long[] hashes(ReferenceColumn[] columns, int rows) {
        long[] hashes = new long[rows];
        Map<Long, Integer> repeats = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            Hash64 digest = new Hash64();
            for (ReferenceColumn column : columns) {
                column.addTo(digest, row);
            }
            long content = digest.value();
            digest.add(repeats.merge(content, 1, Integer::sum));
            hashes[row] = digest.value();
        }
        return hashes;
    }

    private static double[] values(ReferenceColumn[] columns, CategoryCodes[] codes, int row) {
        double[] values = new double[columns.length];
        for (int j = 0; j < values.length; j++) {
            if (codes[j] != null) {
                values[j] = codes[j].code(columns[j].category(row));
            } else {
                boolean isNumber = columns[j].kindOf(row) == NamedValues.NUMBER;
                values[j] = isNumber ? columns[j].number(row) : Double.NaN;
            }
        }
        return values;
    }
}
