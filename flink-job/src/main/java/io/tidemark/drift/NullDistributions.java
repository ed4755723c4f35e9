/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.Hash64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code p_decision}: the probability, when nothing has changed, of a statistic as large as the one
 * computed, on this very grid.
 *
 * <p>Closed form where that is exact (two categories or two numbers: Fisher's test), else simulated
 * from the baseline's shares, with a twentieth of the effort where that shows that nothing is
 * remarkable. Each simulation is a function of (baseline id, bucket of window sizes, method,
 * effort), its seed included; the cache in front of it, of the least recently used ones within a
 * bound of bytes, can be of any size or none without changing a result. One thread at a time.
 */
public final class NullDistributions {
    /** Enough for some thousand features. */
    public static final long DEFAULT_BYTES = 48L << 20;

    /**
     * A window of so many times its baseline is as good as a law: only the baseline's own chance is
     * left, and one null distribution serves all larger windows.
     */
    private static final long LARGEST_RATIO = 20;

    /** Of a full simulation: enough to see that a statistic is nothing special. */
    private static final double GLANCE = 0.05;

    /** A probability so far above any level of a verdict needs no second look. */
    private static final double UNREMARKABLE = 0.3;

    private final long mostBytes;
    private final Map<Key, NullDistribution> cache = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private long simulations;

    private record Key(long baseline, int bucket, String method, double effort) {
        long seed() {
            Hash64 digest = new Hash64();
            digest.add(baseline);
            digest.add(bucket);
            digest.add(method);
            digest.add(Double.doubleToLongBits(effort));
            return digest.value();
        }
    }

    /** A cache of the default size. */
    public NullDistributions() {
        this(DEFAULT_BYTES);
    }

    /** A cache that keeps about {@code mostBytes}; 0 keeps nothing. */
    public NullDistributions(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Returns the probability of a method's statistic when nothing has changed.
     *
     * @param pair the pair that it was computed from
     * @param method by which
     * @return in (0, 1]; null where the statistic is undefined, or where nobody knows: methods that
     *     only inform and have no such distribution, or look at categories of which some are so
     *     rare that the baseline has missed others
     */
    public Double pDecision(FeaturePair pair, DriftMethod method) {
        NullForm form = NullForm.of(method.name());
        if (form == null || pair.emptiness() != null) {
            return null;
        }
        double m = pair.baselineSize();
        double n = pair.currentSize();
        double quantity = form.quantity(method, pair, n, m);
        if (Double.isNaN(quantity)) {
            return null;
        }
        if (isDecidedByTable(method.name())) {
            Double exact = TwoValues.pValue(pair);
            if (exact != null) {
                return exact;
            }
        }
        if (quantity == 0) {
            return 1.0;
        }
        NullBaseline baseline = baseline(pair, form);
        boolean isSparse = baseline instanceof BinBaseline bins && bins.hasUnseen();
        if (isSparse && !method.name().equals(ChiSquare.METHOD)) {
            return null;
        }
        double glance = find(method, form, baseline, pair.currentSize(), GLANCE).survival(quantity);
        return glance > UNREMARKABLE
                ? glance
                : find(method, form, baseline, pair.currentSize(), 1).survival(quantity);
    }

    /** Returns how many simulations have been run. */
    public long simulations() {
        return simulations;
    }

    private static boolean isDecidedByTable(String method) {
        return method.equals(KolmogorovSmirnov.METHOD)
                || method.equals(ChiSquare.METHOD)
                || method.equals(TotalVariation.METHOD);
    }

    private static NullBaseline baseline(FeaturePair pair, NullForm form) {
        return form.source() == NullForm.Source.BINS
                ? BinBaseline.of(pair.bins(), pair.kind() != FeatureKind.NUMERIC)
                : new GridBaseline(pair.baseline());
    }

    private NullDistribution find(
            DriftMethod method, NullForm form, NullBaseline baseline, long n, double effort) {
        long size = StrictMath.min(n, LARGEST_RATIO * baseline.size());
        Key key = new Key(baseline.id(), SampleBucket.of(size), method.name(), effort);
        NullDistribution found = cache.get(key);
        if (found == null) {
            long representative = SampleBucket.representative(key.bucket);
            found = SimulatedNull.of(method, form, baseline, representative, key.seed(), effort);
            simulations++;
            cache.put(key, found);
            bytes += found.bytes();
            evict();
        }
        return found;
    }

    private void evict() {
        Iterator<NullDistribution> oldest = cache.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
