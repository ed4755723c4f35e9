/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.List;

/**
 * The three gates of a method: enough events, significant, large enough to matter.
 *
 * @param sampleSize events of the window
 * @param baselineSize events of the baseline
 * @param isDrifted null when there were not enough
 * @param reasons codes for it
 */
record Verdict(long sampleSize, long baselineSize, Boolean isDrifted, List<String> reasons) {

    static Verdict of(
            MultivariateSettings settings,
            long sampleSize,
            long baselineSize,
            boolean isSignificant,
            boolean isLarge) {
        if (StrictMath.min(sampleSize, baselineSize) < settings.minSamples()) {
            return new Verdict(
                    sampleSize, baselineSize, null, List.of(MultivariateReason.TOO_FEW_EVENTS));
        }
        if (!isSignificant) {
            return new Verdict(sampleSize, baselineSize, false, List.of());
        }
        return new Verdict(
                sampleSize,
                baselineSize,
                isLarge,
                List.of(
                        isLarge
                                ? MultivariateReason.DRIFTED
                                : MultivariateReason.BELOW_EFFECT_FLOOR));
    }

    /** The reason why samples of these sizes cannot be compared at all, null when they can. */
    static String reasonOfSizes(long baselineSize, long sampleSize) {
        if (baselineSize == 0) {
            return MultivariateReason.NO_BASELINE_EVENTS;
        }
        return sampleSize == 0 ? MultivariateReason.NO_EVENTS : null;
    }

    boolean isDrift() {
        return isDrifted != null && isDrifted;
    }

    MultivariateResult result(
            String method,
            double statistic,
            Double lower,
            Double upper,
            Double pValue,
            Double pDecision,
            Double pThreshold,
            Double effectFloor,
            List<Contribution> moved) {
        return new MultivariateResult(
                method,
                statistic,
                lower,
                upper,
                pValue,
                pDecision,
                pThreshold,
                effectFloor,
                MultivariateResult.DECIDES,
                isDrifted,
                reasons,
                moved,
                sampleSize,
                baselineSize);
    }
}
