/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.Moments;
import java.util.List;

/**
 * The summary of predictions and of their pairs with labels. Whole-number counts and exact sums
 * only: any order, any parts merged in any order, and whatever was taken back in between, give the
 * same content and the same {@link #toBytes}. A part may take back what another part added, so its
 * counts may be negative until both are merged.
 *
 * <p>What a pair adds depends on the layout's task: classes, scores and losses for a
 * classification, residuals for a regression, all of it while the task is unknown. Memory: a
 * hundred bytes without pairs, 10 to 40 kB with. Not thread-safe. May evolve by a new version byte
 * whose reader knows the old one.
 */
public final class Tally {
    private static final int VERSION = 2;
    private static final double MILLIS_PER_SECOND = 1000;

    private final TallyLayout layout;

    private long deliveries;
    private long predictions;
    private long labelled;

    // each null until a pair enters it
    private LabelSums labels;
    private ClassSums classes;
    private ResidualSums residuals;

    /** An empty tally. */
    public Tally(TallyLayout layout) {
        this.layout = layout;
    }

    /** Adds a step of the distinct predictions. */
    public void apply(PredictionChange change) {
        deliveries += change.deliveries();
        predictions += change.sign();
    }

    /** Adds a step of the joined pairs. */
    public void apply(TallyChange change) {
        deliveries += change.deliveries();
        if (change.sign() != 0) {
            add(change.prediction(), change.label(), change.sign());
        }
    }

    /** Adds one pair; with sign -1 takes one back that this tally or a part beside it has added. */
    public void add(PredictionSlot prediction, LabelCandidate held, int sign) {
        labelled += sign;
        openLabels().add(prediction, held, sign);
        if (layout.task() != Task.REGRESSION) {
            openClasses().add(prediction, held, sign);
        }
        if (layout.task() == null || layout.task() == Task.REGRESSION) {
            openResiduals().add(prediction, held, sign);
        }
    }

    /** Adds everything behind another tally of the same layout. */
    public void merge(Tally other) {
        combine(other, 1);
    }

    /** Takes everything behind another tally of the same layout back. */
    public void retract(Tally other) {
        combine(other, -1);
    }

    private void combine(Tally other, int sign) {
        if (other.layout.hash() != layout.hash()) {
            throw new IllegalArgumentException("tallies of different layouts");
        }
        deliveries += sign * other.deliveries;
        predictions += sign * other.predictions;
        labelled += sign * other.labelled;
        if (other.labels != null) {
            openLabels().merge(other.labels, sign);
        }
        if (other.classes != null) {
            openClasses().merge(other.classes, sign);
        }
        if (other.residuals != null) {
            openResiduals().merge(other.residuals, sign);
        }
    }

    /** Returns the layout. */
    public TallyLayout layout() {
        return layout;
    }

    /** Returns the accepted deliveries (repeats included) behind this tally: it only grows. */
    public long deliveries() {
        return deliveries;
    }

    /** Returns the number of distinct predictions. */
    public long predictions() {
        return predictions;
    }

    /** Returns the number of predictions whose label is known. */
    public long labelled() {
        return labelled;
    }

    /** Returns labelled ÷ predictions; null without predictions. */
    public Double coverage() {
        return predictions <= 0 ? null : (Double) ((double) labelled / predictions);
    }

    /** Returns a quantile of label time - prediction time in seconds; null without labels. */
    public Double delaySeconds(double quantile) {
        Double millis = labels == null ? null : labels.delayMillis().percentile(quantile);
        return millis == null ? null : (Double) (millis / MILLIS_PER_SECOND);
    }

    /** Returns the true against the predicted classes; cells in canonical order. */
    public List<ConfusionCounts.Cell> confusion() {
        return classes == null ? List.of() : classes.confusion().cells();
    }

    /** Returns the labels of the pairs, the feature {@code @label}. */
    public FeatureProfile label() {
        return labels == null ? new FeatureProfile(layout.label()) : labels.values();
    }

    /** Returns label - prediction of numeric pairs, the feature {@code @residual}. */
    public FeatureProfile residual() {
        return residuals == null ? new FeatureProfile(layout.residual()) : residuals.residual();
    }

    /** Returns the number of pairs whose label names no known class. */
    public long unknownClasses() {
        return classes == null ? 0 : classes.unknownClasses();
    }

    /** Returns the number of pairs of a declared task that it cannot judge. */
    public long unusablePairs() {
        long numbers = residuals == null || layout.task() == null ? 0 : residuals.unusable();
        return numbers + (classes == null ? 0 : classes.unusablePredictions());
    }

    /** Returns the number of pairs with probabilities outside 0..1 or not of the known classes. */
    public long unusableProbabilities() {
        return classes == null ? 0 : classes.unusableProbabilities();
    }

    /** Returns the number of pairs in confusion cells that a cap has put under (other). */
    public long capped() {
        return classes == null ? 0 : classes.confusion().capped();
    }

    /** Returns the business values that came with labels. */
    Moments businessValues() {
        return labels == null ? new Moments(true) : labels.business();
    }

    ClassSums classes() {
        return classes == null ? new ClassSums(layout) : classes;
    }

    ResidualSums residuals() {
        return residuals == null ? new ResidualSums(layout) : residuals;
    }

    /** Returns the canonical form: equal content, equal bytes. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeFixed64(layout.hash());
        writer.writeSigned(deliveries);
        writer.writeSigned(predictions);
        writer.writeSigned(labelled);
        BinaryWriter part = new BinaryWriter();
        if (labels != null) {
            labels.write(part);
        }
        writeBlock(writer, part);
        part = new BinaryWriter();
        if (classes != null) {
            classes.write(part);
        }
        writeBlock(writer, part);
        part = new BinaryWriter();
        if (residuals != null) {
            residuals.write(part);
        }
        writeBlock(writer, part);
        return writer.toBytes();
    }

    /**
     * Reads {@link #toBytes}.
     *
     * @throws IllegalArgumentException if the bytes are of another layout or version, or damaged
     */
    public static Tally fromBytes(TallyLayout layout, byte[] bytes) {
        Tally tally = new Tally(layout);
        tally.merge(bytes);
        return tally;
    }

    /**
     * Returns whether {@link #toBytes} are of this version and can be read under a layout: made
     * under it, or without pairs, and so of any.
     */
    public static boolean fits(TallyLayout layout, byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        if (reader.readByte() != VERSION) {
            return false;
        }
        return reader.readFixed64() == layout.hash() || hasNoPairs(reader);
    }

    private static boolean hasNoPairs(BinaryReader reader) {
        reader.readSigned();
        reader.readSigned();
        boolean hasNone = reader.readSigned() == 0;
        for (int block = 0; block < 3; block++) {
            hasNone &= reader.readBlock().length == 0;
        }
        return hasNone;
    }

    /** Adds everything behind another tally's {@link #toBytes}. */
    public void merge(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "tally");
        if (!fits(layout, bytes)) {
            throw new IllegalArgumentException("tallies of different layouts");
        }
        reader.readFixed64();
        deliveries += reader.readSigned();
        predictions += reader.readSigned();
        labelled += reader.readSigned();
        byte[] block = reader.readBlock();
        if (block.length > 0) {
            openLabels().mergeFrom(new BinaryReader(block));
        }
        block = reader.readBlock();
        if (block.length > 0) {
            openClasses().mergeFrom(new BinaryReader(block));
        }
        block = reader.readBlock();
        if (block.length > 0) {
            openResiduals().mergeFrom(new BinaryReader(block));
        }
        reader.expectEnd();
    }

    /** Returns whether a part holds nothing: each of them writes zeros then. */
    static boolean isZero(byte[] bytes) {
        for (byte value : bytes) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static void writeBlock(BinaryWriter writer, BinaryWriter part) {
        byte[] bytes = part.toBytes();
        writer.writeBlock(isZero(bytes) ? new byte[0] : bytes);
    }

    private LabelSums openLabels() {
        labels = labels == null ? new LabelSums(layout) : labels;
        return labels;
    }

    private ClassSums openClasses() {
        classes = classes == null ? new ClassSums(layout) : classes;
        return classes;
    }

    private ResidualSums openResiduals() {
        residuals = residuals == null ? new ResidualSums(layout) : residuals;
        return residuals;
    }
}
