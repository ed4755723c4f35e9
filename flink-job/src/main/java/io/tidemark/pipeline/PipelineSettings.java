/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import java.io.Serializable;

/**
 * How the pipeline behaves, whatever it watches.
 *
 * @param isJoinOn whether labels are joined; without it there are no performance tables
 * @param generation raised to force a rewrite of rows that are there already
 * @param tallyCap how many tallies SCORE may hold before it sends them
 */
public record PipelineSettings(
        boolean isJoinOn,
        int generation,
        ProfileSettings profile,
        int tallyCap,
        SilenceSettings silence)
        implements Serializable {

    private static final int MODEL_CAP = 1_000;
    private static final int PROFILE_CAP = 50_000;
    private static final int TALLY_CAP = 10_000;
    private static final long FLUSH_INTERVAL_MILLIS = 10_000;

    public static PipelineSettings of(boolean isJoinOn, int generation, SilenceSettings silence) {
        return new PipelineSettings(
                isJoinOn,
                generation,
                new ProfileSettings(isJoinOn, MODEL_CAP, PROFILE_CAP, FLUSH_INTERVAL_MILLIS),
                TALLY_CAP,
                silence);
    }
}
