/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The simulation behind a null distribution: both samples drawn from one baseline's shares, compared
 * by the very method whose statistic is judged.
 *
 * <p>Where drawing costs more than comparing, samples are drawn into two pools whose sizes have no
 * common divisor and meet in ever new pairs. How much is drawn follows from the baseline and the
 * sizes alone, so that the result is a function of its arguments; it costs some 10 to 100
 * milliseconds however many cells there are.
 */
final class SimulatedNull {
    private static final int FEWEST = 200;
    private static final double MOST_CELLS = 4e6;
    private static final double MOST_DRAWS = 5e6;

    private SimulatedNull() {}

    /**
     * Simulates.
     *
     * @param n size of the window
     * @param seed of all draws
     */
    static NullDistribution of(
            DriftMethod method, NullForm form, NullBaseline baseline, long n, long seed) {
        CountDraws law = baseline.cells();
        long m = baseline.size();
        int size = bounded(MOST_CELLS / law.shares().length, form.draws());
        SeededDraws draws = new SeededDraws(seed);
        long[][] baselines = pool(draws, law, m, bounded(MOST_DRAWS / law.cost(m), size));
        int windows = bounded(MOST_DRAWS / law.cost(n), size);
        while (windows > 1 && gcd(windows, baselines.length) > 1 && windows < size) {
            windows--;
        }
        long[][] currents = pool(draws, law, n, windows);
        double[] simulated = new double[size];
        for (int i = 0; i < size; i++) {
            FeaturePair pair =
                    baseline.pair(baselines[i % baselines.length], currents[i % currents.length]);
            double quantity = form.quantity(method, pair, n, m);
            simulated[i] = quantity > 0 ? quantity : 0;
        }
        return new NullDistribution(simulated, form.variance(law.shares()));
    }

    private static int bounded(double wanted, int most) {
        return (int) StrictMath.max(FEWEST, StrictMath.min(most, wanted));
    }

    private static long[][] pool(SeededDraws draws, CountDraws law, long size, int number) {
        long[][] samples = new long[number][];
        for (int i = 0; i < number; i++) {
            samples[i] = law.draw(draws, size);
        }
        return samples;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
