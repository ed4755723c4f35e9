/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.CodePointOrder;
import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.LogHistogram;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How fast the labels of each class become known: the distribution of label time - prediction time,
 * learnt on windows whose labels have all come or can come no more. Per class, because a common
 * curve would weigh all classes alike and so correct nothing. A mergeable summary; ages are told
 * apart to about 1 %.
 */
public final class MaturityCurves {
    /** Labels that a class must have for its curve to be used. */
    static final long FEWEST_LABELS = 30;

    private static final int VERSION = 1;
    private static final int MOST_CLASSES = 1 << 16;
    private static final int HALVINGS = 40;

    private final TreeMap<String, LogHistogram> delays = new TreeMap<>(CodePointOrder.INSTANCE);

    /** Adds one label of a matured window; a label before its prediction took no time. */
    public void add(String actualClass, double delayMillis) {
        delays.computeIfAbsent(actualClass, name -> new LogHistogram())
                .add(StrictMath.max(0, delayMillis));
    }

    /** Adds everything behind another. */
    public void merge(MaturityCurves other) {
        other.delays.forEach(
                (name, of) -> delays.computeIfAbsent(name, none -> new LogHistogram()).merge(of));
    }

    /** Returns the classes that have a curve, in code-point order. */
    public SortedSet<String> classes() {
        SortedSet<String> classes = new TreeSet<>(CodePointOrder.INSTANCE);
        delays.forEach(
                (name, of) -> {
                    if (of.count() >= FEWEST_LABELS) {
                        classes.add(name);
                    }
                });
        return classes;
    }

    /**
     * Returns the share of a class's labels that are known at an age, in 0..1; null where too few
     * labels of the class have matured.
     */
    public Double known(String actualClass, double ageMillis) {
        LogHistogram of = delays.get(actualClass);
        if (of == null || of.count() < FEWEST_LABELS) {
            return null;
        }
        if (ageMillis < of.percentile(0)) {
            return 0.0;
        }
        if (ageMillis >= of.percentile(1)) {
            return 1.0;
        }
        // the largest share whose quantile is not beyond the age
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (of.percentile(middle) <= ageMillis) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the canonical form: equal content, equal bytes. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeUnsigned(delays.size());
        delays.forEach(
                (name, of) -> {
                    writer.writeText(name);
                    of.write(writer);
                });
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static MaturityCurves fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "maturity curves");
        MaturityCurves read = new MaturityCurves();
        int size = reader.readCount(MOST_CLASSES);
        for (int i = 0; i < size; i++) {
            LogHistogram of = new LogHistogram();
            read.delays.put(reader.readText(), of);
            of.mergeFrom(reader);
        }
        reader.expectEnd();
        return read;
    }
}
