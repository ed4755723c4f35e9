/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tidemark.drift.DriftMethod;
import io.tidemark.drift.DriftMethods;
import io.tidemark.drift.FeaturePair;
import io.tidemark.drift.KolmogorovSmirnov;
import io.tidemark.drift.NullDistributions;
import io.tidemark.drift.SeededDraws;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void rates_ofNormalValues_areTheirLevels() {
        List<CalibrationRates.Rate> rates =
                new CalibrationRates(CalibrationShape.BIMODAL, 1000, 1).run(5);

        for (CalibrationRates.Rate rate : rates) {
            if (rate.rule().equals("ks") && rate.level() == 0.05 && rate.windowSize() == 100) {
                assertThat(rate.share()).isBetween(0.035, 0.065);
            }
        }
        assertThat(rates).filteredOn(rate -> rate.rule().equals("psi>=0.1")).hasSize(7);
        assertThat(new CalibrationRates(CalibrationShape.BIMODAL, 1000, 1).run(5)).isEqualTo(rates);
    }

    @Test
    void claims_ofTooManyFlags_fail() {
        CalibrationRates.Rate often =
                new CalibrationRates.Rate(
                        CalibrationShape.NORMAL, 1000, 100, "ks", 0.05, 0.08, 0.001);
        CalibrationReport report =
                new CalibrationReport(List.of(often), List.of(), List.of(60, 70), List.of(5, 4), 1);

        assertThat(report.claims())
                .extracting(CalibrationReport.Claim::isHeld)
                .containsExactly(false, true, true, true, false, false);
        assertThat(report.isHeld()).isFalse();
        assertThat(report.json()).contains("\"holds\" : false");
    }

    @Test
    void counted_anyNumbers_isThePairOfTheirProfiles() {
        SeededDraws draws = new SeededDraws(11);
        for (CalibrationShape shape :
                List.of(CalibrationShape.CAUCHY, CalibrationShape.ZERO_INFLATED)) {
            CalibrationSample reference =
                    new CalibrationSample(shape.kind(), CalibrationSample.draw(shape, draws, 1000));
            double[] window = CalibrationSample.draw(shape, draws, 300);
            FeaturePair counted = reference.counted(window);
            FeaturePair profiled = reference.beside(window);

            for (String name : List.of("ks", "psi", "wasserstein")) {
                DriftMethod method = DriftMethods.find(shape.kind(), name);
                assertThat(method.statistic(counted))
                        .isCloseTo(method.statistic(profiled), withinPercentage(1e-6));
            }
            NullDistributions nulls = new NullDistributions();
            assertThat(nulls.pDecision(counted, new KolmogorovSmirnov()))
                    .isEqualTo(nulls.pDecision(profiled, new KolmogorovSmirnov()));
        }
    }

    @Test
    void rates_ofCategories_areTheirLevels() {
        List<CalibrationRates.Rate> rates =
                new CalibrationRates(CalibrationShape.CATEGORIES_5, 1000, 1).run(5);

        assertThat(rates)
                .filteredOn(rate -> rate.rule().equals("chi_square") && rate.level() == 0.05)
                .hasSize(7)
                .allSatisfy(rate -> assertThat(rate.share()).isBetween(0.03, 0.07));
    }

    @Test
    void found_fiveDriftedFeatures_areAllFound() {
        assertThat(new CalibrationWeeks(1, 2).found()).isEqualTo(5);
    }
}
