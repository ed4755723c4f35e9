/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.monitor.InvalidSpec;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.simulation.FareReference;
import org.junit.jupiter.api.Test;

class FareMonitorTest {
    @Test
    void monitor_ofTheDemo_isValid() throws InvalidSpec {
        assertThat(new MonitorSpecReader().read(FareReference.monitor()).modelId())
                .isEqualTo(FareReference.MODEL_ID);
    }
}
