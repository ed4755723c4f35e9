/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void of_middle_tellsDayEventsAndFindings() {
        assertThat(ProgressLine.of(7, 14, 226_000, 1))
                .isEqualTo(
                        "[##############..............] day  7.0 of 14  226,000 events  1 finding");
    }

    @Test
    void of_extremes_fitTheTerminal() {
        assertThat(ProgressLine.of(-1, 14, 0, 0)).startsWith("[....");
        assertThat(ProgressLine.of(15, 14, 999_999_999, 999))
                .contains("day 14.0 of 14")
                .hasSizeLessThan(80);
    }
}
