/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * The keys of the shuffles: canonical text, because a key's type can never evolve. Names hold no
 * control characters (the decoder refuses them), so the unit separator cannot be forged.
 */
final class StreamKeys {
    static final char SEPARATOR = '\u001f';

    static String of(String... parts) {
        return String.join(String.valueOf(SEPARATOR), parts);
    }

    /** (model, version, segment, feature). */
    static final class OfPartial implements KeySelector<PanePartial, String> {
        @Override
        public String getKey(PanePartial p) {
            return of(p.modelId(), p.modelVersion(), p.segment(), p.feature());
        }
    }

    /** (model, version). */
    static final class OfWindowedFeature implements KeySelector<WindowedFeature, String> {
        @Override
        public String getKey(WindowedFeature f) {
            return of(f.window().modelId(), f.window().modelVersion());
        }
    }

    /** The model alone: outcomes are of a model, whatever its version. */
    static final class OfOutcome implements KeySelector<OutcomeDelta, String> {
        @Override
        public String getKey(OutcomeDelta d) {
            return d.modelId();
        }
    }

    /** 128 bits of the prediction id. */
    static final class OfJoinInput implements KeySelector<JoinInput, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> getKey(JoinInput input) {
            return Tuple2.of(input.idHigh(), input.idLow());
        }
    }

    /** (model, version): a window's segments are judged together. */
    static final class OfTally implements KeySelector<TallyPartial, String> {
        @Override
        public String getKey(TallyPartial tally) {
            return of(tally.modelId(), tally.modelVersion());
        }
    }

    /** The model: its silence is one, whatever its version. */
    static final class OfRuleInput implements KeySelector<RuleInput, String> {
        @Override
        public String getKey(RuleInput input) {
            return input.modelId();
        }
    }

    private StreamKeys() {}
}
