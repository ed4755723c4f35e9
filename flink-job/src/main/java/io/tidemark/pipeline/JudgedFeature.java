/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.Condition;
import io.tidemark.alert.FeatureJudgement;
import io.tidemark.alert.Verdict;
import io.tidemark.drift.FeatureComparison;
import io.tidemark.result.FeatureDistributionRow;
import io.tidemark.result.FeatureWindowRow;
import io.tidemark.result.ResultRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One feature of one segment and window with its verdicts.
 *
 * @param missing null or absent values
 * @param baseline the baseline's name; null while there is none
 * @param gridId the grid behind the bins; null for categories and the log grid
 * @param comparison null while there is no baseline
 * @param verdicts empty while there is no baseline
 */
record JudgedFeature(
        WindowKey window,
        String feature,
        FeatureReading reading,
        long missing,
        String baseline,
        String gridId,
        FeatureComparison comparison,
        List<Verdict> verdicts) {

    boolean isMonitored() {
        return verdicts.stream().anyMatch(Verdict::isTested);
    }

    boolean isDrifted() {
        return FeatureJudgement.isDrifted(verdicts);
    }

    List<Condition> conditions(long slideMillis) {
        return comparison == null
                ? List.of()
                : FeatureJudgement.conditions(
                        window, slideMillis, feature, baseline, comparison, verdicts);
    }

    List<ResultRow> rows(RowVersion version) {
        List<ResultRow> rows = new ArrayList<>();
        rows.add(windowRow(window, feature, reading, missing, baseline != null, version));
        if (comparison != null) {
            rows.addAll(
                    FeatureJudgement.rows(
                            window, feature, baseline, comparison, verdicts, version));
            rows.add(
                    new FeatureDistributionRow(
                            window, feature, baseline, gridId, comparison.distribution(), version));
        }
        return rows;
    }

    static FeatureWindowRow windowRow(
            WindowKey window,
            String feature,
            FeatureReading reading,
            long missing,
            boolean hasBaseline,
            RowVersion version) {
        return new FeatureWindowRow(
                window,
                feature,
                reading.kind().name().toLowerCase(Locale.ROOT),
                reading.present(),
                missing,
                reading.typeMismatches(),
                reading.notANumber(),
                reading.infinite(),
                reading.outOfRange(),
                hasBaseline ? reading.newValues() : null,
                hasBaseline ? reading.outliers() : null,
                reading.distinct(),
                reading.mean(),
                reading.stddev(),
                reading.min(),
                reading.max(),
                reading.q05(),
                reading.q25(),
                reading.q50(),
                reading.q75(),
                reading.q95(),
                reading.ageP95Seconds(),
                version);
    }
}
