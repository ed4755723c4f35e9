/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

/** Wilson's score interval (1927) for a share: sound for few observations and rare events too. */
final class WilsonInterval {
    private static final double NORMAL_975 = 1.959963984540054;

    private WilsonInterval() {}

    /**
     * The lower end of the 95 % interval.
     *
     * @param hits at most {@code observations}
     * @param observations positive
     */
    static double lower(long hits, long observations) {
        if (hits <= 0) {
            return 0;
        }
        double size = observations;
        double share = hits / size;
        double square = NORMAL_975 * NORMAL_975;
        double spread =
                NORMAL_975
                        * StrictMath.sqrt(share * (1 - share) / size + square / (4 * size * size));
        double lower = (share + square / (2 * size) - spread) / (1 + square / size);
        return StrictMath.max(0, lower);
    }
}
