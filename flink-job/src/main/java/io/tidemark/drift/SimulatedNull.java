/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The simulation behind a null distribution: both samples drawn from one baseline's shares,
 * compared by the very method whose statistic is judged.
 *
 * <p>Where drawing costs more than comparing, samples are drawn into two pools whose sizes have no
 * common divisor and meet in ever new pairs. How much is drawn follows from the baseline and the
 * sizes alone, so that the result is a function of its arguments; it costs some 5 to 40
 * milliseconds however many cells there are.
 */
final class SimulatedNull {
    private static final int FEWEST = 300;
    private static final double MOST_CELLS = 4e6;
    private static final double MOST_DRAWS = 1.5e6;
    private static final double MOST_KEPT = 1e6;

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
        int windows = poolSize(law, n, size);
        int references = poolSize(law, m, size);
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

    private static int bounded(double wanted, int most) {
        return (int) StrictMath.max(FEWEST, StrictMath.min(most, wanted));
    }

    private static int poolSize(CountDraws law, long values, int most) {
        double byCost = MOST_DRAWS / law.cost(values);
        double bySpace = MOST_KEPT / law.shares().length;
        return bounded(StrictMath.min(byCost, bySpace), most);
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
