/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.Random;

/** Doubles that break careless arithmetic. */
final class NastyNumbers {
    private NastyNumbers() {}

    static double next(Random random, String sort) {
        double sign = random.nextBoolean() ? 1.0 : -1.0;
        return switch (sort) {
            case "everyExponent" -> sign * anyMagnitude(random);
            case "cancelling" -> sign * (random.nextInt(3) == 0 ? 1e100 : random.nextDouble());
            case "subnormal" -> sign * Double.longBitsToDouble(random.nextLong() >>> 12);
            case "whole" -> random.nextInt(2000) - 1000;
            default -> random.nextGaussian() * 100.0;
        };
    }

    private static double anyMagnitude(Random random) {
        double magnitude;
        do {
            magnitude = Double.longBitsToDouble(random.nextLong() >>> 1);
        } while (!(magnitude <= ExactSum.LARGEST));
        return magnitude;
    }
}
