/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import io.tidemark.event.CodePointOrder;
import io.tidemark.event.ShortestForm;
import io.tidemark.profile.CrossMoments;
import io.tidemark.profile.EventRow;
import io.tidemark.profile.EventSample;
import io.tidemark.profile.FeatureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How sampled rows become numbers: the features of the baseline in code-point order, each a number
 * or the {@link CategoryCodes code} of a category. What nobody declared is numeric iff at least
 * half of the baseline's values of it are numbers. A feature without a value in the baseline is
 * left out.
 */
public final class SampleColumns {
    private final List<String> features = new ArrayList<>();

    // null: a number
    private final List<CategoryCodes> codes = new ArrayList<>();

    private SampleColumns() {}

    /**
     * @param kinds of features; {@code UNDECLARED} where nobody said
     */
    public static SampleColumns of(EventSample baseline, Function<String, FeatureKind> kinds) {
        SampleColumns columns = new SampleColumns();
        List<EventRow> rows = baseline.rows();
        for (String feature : baseline.names()) {
            long numbers = 0;
            long present = 0;
            SortedMap<String, Long> categories = new TreeMap<>(CodePointOrder.INSTANCE);
            for (EventRow row : rows) {
                int place = row.place(feature);
                String category = category(row, place);
                if (category != null) {
                    present++;
                    numbers += row.kind(place) == EventRow.NUMBER ? 1 : 0;
                    categories.merge(category, 1L, Long::sum);
                }
            }
            FeatureKind kind = kinds.apply(feature);
            boolean isNumeric =
                    kind == FeatureKind.UNDECLARED
                            ? 2 * numbers >= present
                            : kind == FeatureKind.NUMERIC;
            if (present > 0) {
                columns.features.add(feature);
                columns.codes.add(isNumeric ? null : CategoryCodes.of(categories));
            }
        }
        return columns;
    }

    /** The rows of a sample, in its order. */
    public EventRows rows(EventSample sample) {
        List<EventRow> from = sample.rows();
        double[][] rows = new double[from.size()][features.size()];
        for (int i = 0; i < rows.length; i++) {
            EventRow row = from.get(i);
            for (int j = 0; j < features.size(); j++) {
                int place = row.place(features.get(j));
                rows[i][j] =
                        codes.get(j) == null
                                ? row.kind(place) == EventRow.NUMBER
                                        ? row.number(place)
                                        : Double.NaN
                                : codes.get(j).code(category(row, place));
            }
        }
        return new EventRows(features, rows);
    }

    /** Means and covariances of those features that are numbers. */
    public Covariance moments(CrossMoments moments) {
        List<String> numeric = new ArrayList<>();
        for (String name : moments.names()) {
            int place = features.indexOf(name);
            if (place >= 0 && codes.get(place) == null) {
                numeric.add(name);
            }
        }
        int d = numeric.size();
        double[] mean = new double[d];
        double[][] covariance = new double[d][d];
        long[][] pairs = new long[d][d];
        long count = 0;
        for (int i = 0; i < d; i++) {
            String one = numeric.get(i);
            mean[i] = orUndefined(moments.mean(one, one));
            for (int j = 0; j <= i; j++) {
                String other = numeric.get(j);
                pairs[i][j] = moments.count(one, other);
                pairs[j][i] = pairs[i][j];
                covariance[i][j] = orUndefined(moments.covariance(one, other));
                covariance[j][i] = covariance[i][j];
            }
            count = Math.max(count, pairs[i][i]);
        }
        return new Covariance(numeric, count, mean, covariance, pairs);
    }

    private static double orUndefined(Double value) {
        return value == null ? Double.NaN : value;
    }

    /** Null: nothing there. */
    private static String category(EventRow row, int place) {
        return switch (row.kind(place)) {
            case EventRow.NUMBER -> ShortestForm.of(row.number(place));
            case EventRow.TEXT -> row.text(place);
            default -> null;
        };
    }
}
