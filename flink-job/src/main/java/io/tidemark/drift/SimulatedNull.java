/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The simulation behind a null distribution: both samples drawn from one baseline's shares,
 * compared by the very method whose statistic is judged.
 *
 * <p>Where drawing costs more than comparing, samples are drawn into two pools whose sizes have no
 * common divisor and meet in ever new pairs. How much is drawn follows from the baseline and the
 * sizes alone, so that the result is a function of its arguments; it costs some 10 to 80
 * milliseconds however many cells there are.
 */
final class SimulatedNull {
    private static final int FEWEST = 300;
    private static final double MOST_CELLS = 8e6;
    private static final double MOST_DRAWS = 3e6;
    private static final double MOST_KEPT = 1e6;

    private SimulatedNull() {}

    /**
     * Simulates.
     *
     * @param n size of the window
     * @param seed of all draws
     * @param effort share of the full number of draws, in (0, 1]
     */
    static NullDistribution of(
            DriftMethod method,
            NullForm form,
            NullBaseline baseline,
            long n,
            long seed,
            double effort) {
        CountDraws law = baseline.cells();
        long m = baseline.size();
        double fewest = FEWEST * effort;
        double most = form.draws() * effort;
        int size = bounded(fewest, MOST_CELLS * effort / law.shares().length, most);
        SeededDraws draws = new SeededDraws(seed);
        int windows = bounded(fewest, poolSize(law, n) * effort, size);
        int references = bounded(fewest, poolSize(law, m) * effort, size);
        while (gcd(windows, references) > 1) {
            references--;
        }
        long[][] currents = pool(draws, law, n, windows);
        long[][] baselines = pool(draws, law, m, references);
        double[] simulated = new double[size];
        for (int i = 0; i < size; i++) {
            double quantity =
                    baseline.quantity(
                            method,
                            form,
                            baselines[i % baselines.length],
                            currents[i % currents.length]);
            simulated[i] = quantity > 0 ? quantity : 0;
        }
        return new NullDistribution(simulated, form.variance(law.shares()));
    }

    private static int bounded(double fewest, double wanted, double most) {
        return (int) StrictMath.max(fewest, StrictMath.min(most, wanted));
    }

    private static double poolSize(CountDraws law, long values) {
        double byCost = MOST_DRAWS / law.cost(values);
        double bySpace = MOST_KEPT / law.shares().length;
        return StrictMath.min(byCost, bySpace);
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
