/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelSamplingTest {
    @Test
    void keeps_aboutTheShare_andMoreOfALargerOneNeverFewer() {
        int half = 0;
        for (int i = 0; i < 10_000; i++) {
            String id = "id-" + i;
            boolean isKept = LabelSampling.keeps(id, 0.5);
            half += isKept ? 1 : 0;
            assertThat(isKept && !LabelSampling.keeps(id, 0.75)).isFalse();
            assertThat(LabelSampling.keeps(id, 0)).isFalse();
            assertThat(LabelSampling.keeps(id, 1)).isTrue();
        }
        assertThat(half).isBetween(4_800, 5_200);
    }
}
