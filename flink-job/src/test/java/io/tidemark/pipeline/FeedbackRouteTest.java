/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import java.util.List;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class FeedbackRouteTest {
    @Test
    void deadLetters_nameOnlyModelsThatASpecDeclares() throws Exception {
        try (var harness =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new FeedbackRoute(Watched.by("windows: [1h]\n")))) {
            for (String model : new String[] {"m", "bogus1", null}) {
                Arrival arrival = new Arrival();
                arrival.deadLetter = new DeadLetter();
                arrival.deadLetter.modelId = model;
                arrival.deadLetter.reason = "wrong_type";
                harness.processElement(arrival, 0);
            }
            List<String> models =
                    harness.getSideOutput(SideOutputs.OUTCOMES).stream()
                            .map(delta -> delta.getValue().modelId())
                            .toList();
            assertThat(models).containsExactly("m", "(unknown)", "(unknown)");
        }
    }
}
