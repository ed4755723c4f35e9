/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges the hypotheses of one family, (model, version, window, baseline), by three gates: enough
 * data, significant, large enough to matter.
 *
 * <p>Without enough data a hypothesis is not tested at all and costs the others nothing.
 * Significance is controlled over all that are tested; the effect is looked at last, so that a
 * floor cannot change what the others are held against. Nothing is carried over from another
 * window.
 */
public final class FamilyJudge {
    public static final String TOO_FEW_VALUES = "too_few_values";
    public static final String UNDEFINED = "undefined";
    public static final String NOT_SIGNIFICANT = "not_significant";
    public static final String EFFECT_TOO_SMALL = "effect_too_small";

    private final long minSamples;
    private final double level;

    /**
     * A judge of one family.
     *
     * @param minSamples values a window must have to be judged, unless a hypothesis says otherwise
     * @param level false discovery rate, from {@link FalseAlertBudget}
     */
    public FamilyJudge(long minSamples, double level) {
        this.minSamples = minSamples;
        this.level = level;
    }

    /**
     * Judges all hypotheses of the family together; verdicts come in the order of the hypotheses.
     */
    public List<Verdict> judge(List<Hypothesis> family) {
        double[] tested =
                family.stream().filter(this::isTested).mapToDouble(Hypothesis::pDecision).toArray();
        double threshold = BenjaminiHochberg.threshold(tested, level);
        List<Verdict> verdicts = new ArrayList<>(family.size());
        for (Hypothesis hypothesis : family) {
            verdicts.add(verdict(hypothesis, threshold));
        }
        return verdicts;
    }

    private boolean isTested(Hypothesis hypothesis) {
        return !isShort(hypothesis) && hypothesis.pDecision() != null;
    }

    private boolean isShort(Hypothesis hypothesis) {
        Long own = hypothesis.minSamples();
        return hypothesis.sampleSize() < (own == null ? minSamples : own);
    }

    private Verdict verdict(Hypothesis hypothesis, double threshold) {
        if (!isTested(hypothesis)) {
            return new Verdict(
                    hypothesis, false, false, null, List.of(isShort(hypothesis) ? TOO_FEW_VALUES : UNDEFINED));
        }
        List<String> reasons = new ArrayList<>();
        if (hypothesis.pDecision() > threshold) {
            reasons.add(NOT_SIGNIFICANT);
        }
        Double effect = hypothesis.effect();
        if (effect == null || StrictMath.abs(effect) < hypothesis.effectFloor()) {
            reasons.add(EFFECT_TOO_SMALL);
        }
        boolean isDrifted = reasons.isEmpty();
        return new Verdict(
                hypothesis,
                true,
                isDrifted,
                threshold,
                isDrifted ? List.of(hypothesis.question().code()) : reasons);
    }
}
