/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.CodePointOrder;
import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.performance.ScoreCounts.Losses;
import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What pairs of a classification (or of a task still unknown) add to a tally: confusion counts,
 * score counts by true class, losses of class probabilities, and what was kept out of them.
 *
 * <p>A binary task with known classes keeps pairs of other classes out of everything; so do losses.
 * Probabilities outside 0..1 (but for what rounding makes of them: 1e-5) enter neither scores nor
 * losses.
 */
final class ClassSums {
    /** How many classes beyond the known ones are told apart. */
    static final int CLASSES_BEYOND_KNOWN = 64;

    /** Beyond that many true classes a task is not binary, so scores are of no use. */
    private static final int MOST_SCORED_CLASSES = 4;

    /** Beyond that many classes none is ranked against the rest: two histograms a class. */
    private static final int MOST_RANKED_CLASSES = 20;

    private static final double ROUNDING = 1e-5;

    private final TallyLayout layout;
    private final ConfusionCounts confusion;
    private final TreeMap<String, ScoreCounts> scores = new TreeMap<>(CodePointOrder.INSTANCE);
    private final Losses classLosses = new Losses();
    private final CalibrationBins topRight = new CalibrationBins();
    private final CalibrationBins topWrong = new CalibrationBins();

    /**
     * In the order of the layout's classes; empty where they are too many, or no task of classes.
     */
    private final Map<String, ClassRanking> rankings = new LinkedHashMap<>();

    private long unknownClasses;
    private long unusablePredictions;
    private long unusableProbabilities;
    private long textLabels;
    private long fractionalLabels;

    ClassSums(TallyLayout layout) {
        this.layout = layout;
        this.confusion = new ConfusionCounts(layout.classes(), CLASSES_BEYOND_KNOWN);
        if (layout.task() == Task.MULTICLASS && layout.classes().size() <= MOST_RANKED_CLASSES) {
            layout.classes().forEach(name -> rankings.put(name, new ClassRanking()));
        }
    }

    void add(PredictionSlot prediction, LabelCandidate label, int sign) {
        textLabels += label.labelKind == NamedValues.NUMBER ? 0 : sign;
        if (TaskInference.isFraction(label.labelKind, label.labelNumber)) {
            fractionalLabels += sign;
            if (layout.task() == null) {
                return;
            }
        }
        String actual =
                ClassNames.of(
                        label.labelKind, label.labelNumber, label.labelText, layout.classes());
        boolean isUnknown = layout.isUnknownClass(actual);
        unknownClasses += isUnknown ? sign : 0;
        if (isUnknown && layout.knowsRoles()) {
            return;
        }
        String predicted = predictedClass(prediction);
        if (predicted == null || (layout.knowsRoles() && layout.isUnknownClass(predicted))) {
            unusablePredictions += sign;
        } else {
            confusion.add(actual, predicted, sign);
        }
        if (prediction.probabilities != null) {
            addProbabilities(prediction, actual, isUnknown, sign);
        }
    }

    private String predictedClass(PredictionSlot prediction) {
        boolean isFraction =
                TaskInference.isFraction(prediction.predictionKind, prediction.predictionNumber);
        return layout.task() == null && isFraction
                ? ClassNames.OTHER
                : ClassNames.of(
                        prediction.predictionKind,
                        prediction.predictionNumber,
                        prediction.predictionText,
                        layout.classes());
    }

    private void addProbabilities(
            PredictionSlot prediction, String actual, boolean isUnknown, int sign) {
        boolean isUsed = false;
        if (layout.task() != Task.MULTICLASS) {
            isUsed = addScore(layout.positiveProbability(prediction), actual, sign);
        }
        if (layout.task() != Task.BINARY) {
            isUsed |= isUnknown || addClassProbabilities(prediction, actual, sign);
        }
        unusableProbabilities += isUsed ? 0 : sign;
    }

    private boolean addScore(double score, String actual, int sign) {
        if (!isProbability(score)) {
            return false;
        }
        ScoreCounts counts = scoresOf(actual);
        if (counts != null) {
            boolean isPositive = actual.equals(layout.positiveClass());
            boolean isOpen = !layout.knowsRoles();
            counts.add(score, isOpen || isPositive, isOpen || !isPositive, sign);
        }
        return true;
    }

    private static boolean isProbability(double value) {
        return value >= -ROUNDING && value <= 1 + ROUNDING;
    }

    private ScoreCounts scoresOf(String actual) {
        ScoreCounts counts = scores.computeIfAbsent(actual, name -> new ScoreCounts());
        // the first ones in code-point order are complete, whatever the order in which they came
        boolean isCut =
                scores.size() > MOST_SCORED_CLASSES && scores.pollLastEntry().getValue() == counts;
        return isCut ? null : counts;
    }

    private boolean addClassProbabilities(PredictionSlot prediction, String actual, int sign) {
        double[] given = prediction.probabilities;
        boolean isArray = prediction.probabilityForm == PredictionEvent.PROBABILITY_ARRAY;
        boolean isObject = prediction.probabilityForm == PredictionEvent.PROBABILITY_OBJECT;
        if (!isObject && !(isArray && given.length == layout.classes().size())) {
            return false;
        }
        double ofActual = 0;
        // a class that is left out has probability 0
        double squares = 1;
        boolean isGiven = false;
        double others = 0;
        for (int i = 0; i < given.length; i++) {
            if (!isProbability(given[i])) {
                return false;
            }
            String name = isArray ? layout.classes().get(i) : prediction.probabilityClasses[i];
            if (name.equals(actual)) {
                ofActual = given[i];
                squares = (1 - given[i]) * (1 - given[i]);
                isGiven = true;
            } else {
                others += given[i] * given[i];
            }
        }
        if (!isGiven && !layout.classes().contains(actual)) {
            return false;
        }
        classLosses.add(ScoreCounts.logLoss(ofActual), squares + others, sign);
        List<String> names = isArray ? layout.classes() : List.of(prediction.probabilityClasses);
        addRanks(names, given, actual, sign);
        return true;
    }

    private void addRanks(List<String> names, double[] given, String actual, int sign) {
        int top = 0;
        for (int i = 1; i < given.length; i++) {
            top = given[i] > given[top] ? i : top;
        }
        if (given.length > 0) {
            (names.get(top).equals(actual) ? topRight : topWrong).add(given[top], sign);
        }
        rankings.forEach(
                (name, ranking) -> {
                    int place = names.indexOf(name);
                    double probability = place < 0 ? 0 : given[place];
                    ranking.add(probability, name.equals(actual), sign);
                });
    }

    void merge(ClassSums other, int sign) {
        topRight.merge(other.topRight, sign);
        topWrong.merge(other.topWrong, sign);
        rankings.forEach((name, ranking) -> ranking.merge(other.rankings.get(name), sign));
        confusion.merge(other.confusion, sign);
        other.scores.forEach(
                (actual, counts) -> {
                    ScoreCounts own = scoresOf(actual);
                    if (own != null) {
                        own.merge(counts, sign);
                    }
                });
        classLosses.merge(other.classLosses, sign);
        unknownClasses += sign * other.unknownClasses;
        unusablePredictions += sign * other.unusablePredictions;
        unusableProbabilities += sign * other.unusableProbabilities;
        textLabels += sign * other.textLabels;
        fractionalLabels += sign * other.fractionalLabels;
    }

    ConfusionCounts confusion() {
        return confusion;
    }

    /** Returns score counts by true class, in code-point order. */
    SortedMap<String, ScoreCounts> scores() {
        return scores;
    }

    Losses classLosses() {
        return classLosses;
    }

    /** Returns the probabilities of the likeliest class where it was the true one. */
    CalibrationBins topRight() {
        return topRight;
    }

    /** Returns the probabilities of the likeliest class where it was not the true one. */
    CalibrationBins topWrong() {
        return topWrong;
    }

    /** Returns the rankings of each known class against the rest; empty: none kept. */
    Map<String, ClassRanking> rankings() {
        return rankings;
    }

    long unknownClasses() {
        return unknownClasses;
    }

    long unusablePredictions() {
        return unusablePredictions;
    }

    long unusableProbabilities() {
        return unusableProbabilities;
    }

    /** Returns the number of labels that are no numbers. */
    long textLabels() {
        return textLabels;
    }

    /** Returns the number of labels that are numbers, but not whole ones. */
    long fractionalLabels() {
        return fractionalLabels;
    }

    void write(BinaryWriter writer) {
        confusion.write(writer);
        classLosses.write(writer);
        topRight.write(writer);
        topWrong.write(writer);
        rankings.values().forEach(ranking -> ranking.write(writer));
        writer.writeSigned(unknownClasses);
        writer.writeSigned(unusablePredictions);
        writer.writeSigned(unusableProbabilities);
        writer.writeSigned(textLabels);
        writer.writeSigned(fractionalLabels);
        TreeMap<String, byte[]> filled = new TreeMap<>(CodePointOrder.INSTANCE);
        scores.forEach(
                (actual, counts) -> {
                    BinaryWriter block = new BinaryWriter();
                    counts.write(block);
                    byte[] bytes = block.toBytes();
                    if (!Tally.isZero(bytes)) {
                        filled.put(actual, bytes);
                    }
                });
        writer.writeUnsigned(filled.size());
        filled.forEach(
                (actual, bytes) -> {
                    writer.writeText(actual);
                    writer.writeBlock(bytes);
                });
    }

    void mergeFrom(BinaryReader reader) {
        confusion.mergeFrom(reader);
        classLosses.mergeFrom(reader);
        topRight.mergeFrom(reader);
        topWrong.mergeFrom(reader);
        rankings.values().forEach(ranking -> ranking.mergeFrom(reader));
        unknownClasses += reader.readSigned();
        unusablePredictions += reader.readSigned();
        unusableProbabilities += reader.readSigned();
        textLabels += reader.readSigned();
        fractionalLabels += reader.readSigned();
        int filled = reader.readCount(MOST_SCORED_CLASSES);
        for (int i = 0; i < filled; i++) {
            ScoreCounts own = scoresOf(reader.readText());
            byte[] bytes = reader.readBlock();
            if (own != null) {
                own.mergeFrom(new BinaryReader(bytes));
            }
        }
    }
}
