/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Sums outcomes locally, so that what leaves an operator is deltas and not one record an event. */
final class OutcomeCounter {
    private record Key(String modelId, long hour, String outcome) {}

    private final Map<Key, Long> counts = new HashMap<>();

    void add(String modelId, long recordTime, String outcome, long count) {
        String model = modelId == null ? OutcomeDelta.UNKNOWN_MODEL : modelId;
        counts.merge(new Key(model, OutcomeDelta.hourOf(recordTime), outcome), count, Long::sum);
    }

    void flush(Consumer<OutcomeDelta> out) {
        counts.forEach(
                (key, count) ->
                        out.accept(new OutcomeDelta(key.modelId, key.hour, key.outcome, count)));
        counts.clear();
    }
}
