/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The difference of two shares with its p-value, whatever is counted. Decided by Fisher's exact test
 * at every size: the normal law is off by factors in the far tail, which is where false-discovery
 * control looks.
 */
final class ShareChange {
    private ShareChange() {}

    static DriftResult compute(
            String method, long baselineHits, long baselineSize, long hits, long size) {
        String reason = DriftReason.ofSizes(baselineSize, size);
        if (reason != null) {
            return DriftResult.undefined(method, reason);
        }
        double change = Wasserstein.difference(hits, size, baselineHits, baselineSize);
        double pValue = TwoProportions.pValue(hits, size, baselineHits, baselineSize);
        double exact = FisherExact.pValue(hits, size, baselineHits, baselineSize);
        return new DriftResult(method, change, null, null, pValue, exact, null);
    }
}
