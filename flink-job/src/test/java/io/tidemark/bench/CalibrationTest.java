/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

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
}
