/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.CodePointOrder;
import io.tidemark.profile.Dyadic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Confusion counts as a square matrix over classes in code-point order, with its margins: what the
 * metrics of agreement read. Smoothed, every cell holds 1 ÷ (number of classes) more, so that a
 * table without errors still has a spread.
 */
final class ConfusionTable {
    private final List<String> classes;
    private final double[][] cells;
    private final double[] actual;
    private final double[] predicted;
    private double total;
    private double correct;

    private ConfusionTable(List<String> classes) {
        this.classes = classes;
        this.cells = new double[classes.size()][classes.size()];
        this.actual = new double[classes.size()];
        this.predicted = new double[classes.size()];
    }

    /** A table of these classes and all others that were counted. */
    static ConfusionTable of(ConfusionCounts counts, Collection<String> known) {
        SortedSet<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
        names.addAll(known);
        names.addAll(counts.actualClasses());
        names.addAll(counts.predictedClasses());
        ConfusionTable table = new ConfusionTable(List.copyOf(names));
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        for (ConfusionCounts.Cell cell : counts.cells()) {
            table.cells[places.get(cell.actual())][places.get(cell.predicted())] = cell.count();
        }
        // what a cap has put together may disagree, but the count of agreements is exact
        table.sum();
        table.correct = counts.correct();
        return table;
    }

    /** A table of two classes: negative first. */
    static ConfusionTable ofTwo(
            long trueNegatives, long falsePositives, long falseNegatives, long truePositives) {
        ConfusionTable table = new ConfusionTable(List.of("negative", "positive"));
        table.cells[0][0] = trueNegatives;
        table.cells[0][1] = falsePositives;
        table.cells[1][0] = falseNegatives;
        table.cells[1][1] = truePositives;
        table.sum();
        return table;
    }

    private void sum() {
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells.length; column++) {
                actual[row] += cells[row][column];
                predicted[column] += cells[row][column];
                total += cells[row][column];
            }
            correct += cells[row][row];
        }
    }

    ConfusionTable smoothed() {
        ConfusionTable smoothed = new ConfusionTable(classes);
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells.length; column++) {
                smoothed.cells[row][column] = cells[row][column] + 1.0 / cells.length;
            }
        }
        smoothed.sum();
        return smoothed;
    }

    int size() {
        return cells.length;
    }

    String name(int place) {
        return classes.get(place);
    }

    double cell(int actualPlace, int predictedPlace) {
        return cells[actualPlace][predictedPlace];
    }

    /** Returns the pairs of a class that were predicted right; none of {@code (other)}. */
    double right(int place) {
        return classes.get(place).equals(ClassNames.OTHER) ? 0 : cells[place][place];
    }

    double actual(int place) {
        return actual[place];
    }

    double predicted(int place) {
        return predicted[place];
    }

    double total() {
        return total;
    }

    double correct() {
        return correct;
    }

    /** Returns Σ first × second over classes, exactly (margins of counts are whole numbers). */
    private static Dyadic product(double[] first, double[] second) {
        Dyadic sum = Dyadic.ZERO;
        for (int i = 0; i < first.length; i++) {
            sum = sum.plus(Dyadic.of(first[i]).times(Dyadic.of(second[i])));
        }
        return sum;
    }

    /** Returns correct × total - Σ actual × predicted: agreement beyond chance, times total². */
    Dyadic agreement() {
        return Dyadic.of(correct).times(Dyadic.of(total)).minus(product(actual, predicted));
    }

    /** Returns total² - Σ actual × predicted. */
    Dyadic possibleAgreement() {
        return Dyadic.of(total).times(Dyadic.of(total)).minus(product(actual, predicted));
    }

    /** Returns total² - Σ actual². */
    Dyadic spreadOfActual() {
        return Dyadic.of(total).times(Dyadic.of(total)).minus(product(actual, actual));
    }

    /** Returns total² - Σ predicted². */
    Dyadic spreadOfPredicted() {
        return Dyadic.of(total).times(Dyadic.of(total)).minus(product(predicted, predicted));
    }

    /** How a figure changes with the count of one cell. */
    interface Slope {
        double of(int actualPlace, int predictedPlace);
    }

    /**
     * The standard deviation that a figure has over multinomial samples, by the delta method. The
     * figure must not depend on the scale of the counts.
     */
    double deviation(Slope slope) {
        double variance = 0;
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells.length; column++) {
                if (cells[row][column] > 0) {
                    double by = slope.of(row, column);
                    variance += cells[row][column] * by * by;
                }
            }
        }
        return StrictMath.sqrt(variance);
    }
}
