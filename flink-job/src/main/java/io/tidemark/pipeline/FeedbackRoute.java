/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import io.tidemark.monitor.Monitors;
import io.tidemark.performance.LabelSampling;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends labels to the join, and what could not be read to the dead letters. */
final class FeedbackRoute extends ProcessFunction<Arrival, JoinInput> {
    private static final long serialVersionUID = 1;

    private final Monitors monitors;

    FeedbackRoute(Monitors monitors) {
        this.monitors = monitors;
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<JoinInput> out) {
        if (arrival.deadLetter != null) {
            DeadLetter dead = arrival.deadLetter;
            context.output(SideOutputs.DEAD_LETTERS, dead);
            String model =
                    monitors.declares(dead.modelId) ? dead.modelId : OutcomeDelta.UNKNOWN_MODEL;
            long hour = OutcomeDelta.hourOf(dead.recordTimestamp);
            context.output(SideOutputs.OUTCOMES, new OutcomeDelta(model, hour, dead.reason, 1));
        } else if (arrival.feedback != null
                && LabelSampling.keeps(
                        arrival.feedback.predictionId,
                        AnyModelRules.sample(monitors, arrival.feedback.modelId))) {
            out.collect(JoinInput.ofFeedback(arrival.feedback, arrival.recordTimestamp));
        }
    }
}
