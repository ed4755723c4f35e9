/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.CodePointOrder;
import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How often each class was predicted where each class was true. Counts may be negative in a part
 * that takes back what another part added. Classes beyond the cap share the name {@code (other)};
 * as long as it cuts nothing the content does not depend on any order.
 */
public final class ConfusionCounts {
    /** One class predicted where one class was true. */
    public record Cell(String actual, String predicted, long count) {}

    private record ClassPair(String actual, String predicted) {}

    private static final Comparator<Cell> CANONICAL =
            Comparator.comparing(Cell::actual, CodePointOrder.INSTANCE)
                    .thenComparing(Cell::predicted, CodePointOrder.INSTANCE);

    private static final int MOST_CELLS = 1 << 24;

    private final int cap;
    private final Set<String> names;
    private final Map<ClassPair, Long> counts = new HashMap<>();
    private long total;
    private long correct;
    private long capped;

    /**
     * @param known classes that the cap never cuts
     * @param capBeyond how many other classes are told apart
     */
    ConfusionCounts(Collection<String> known, int capBeyond) {
        this.names = new HashSet<>(known);
        this.names.add(ClassNames.OTHER);
        this.cap = names.size() + capBeyond;
    }

    void add(String actual, String predicted, int sign) {
        total += sign;
        correct += actual.equals(predicted) ? sign : 0;
        String toldActual = told(actual);
        String toldPredicted = told(predicted);
        boolean isWhole = toldActual.equals(actual) && toldPredicted.equals(predicted);
        capped += isWhole ? 0 : sign;
        count(toldActual, toldPredicted, sign);
    }

    void merge(ConfusionCounts other, int sign) {
        total += sign * other.total;
        correct += sign * other.correct;
        capped += sign * other.capped;
        for (Cell cell : other.cells()) {
            count(told(cell.actual), told(cell.predicted), sign * cell.count);
        }
    }

    private void count(String actual, String predicted, long count) {
        counts.merge(new ClassPair(actual, predicted), count, Long::sum);
    }

    private String told(String name) {
        boolean isTold = names.contains(name) || (names.size() < cap && names.add(name));
        return isTold ? name : ClassNames.OTHER;
    }

    /** Returns the number of pairs. */
    public long total() {
        return total;
    }

    /** Returns the number of pairs whose classes agree; exact even where the cap cuts. */
    public long correct() {
        return correct;
    }

    /** Returns the number of pairs that the cap has put under {@code (other)}. */
    public long capped() {
        return capped;
    }

    /** Returns the cells that are not zero, in code-point order of actual and predicted class. */
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>(counts.size());
        counts.forEach(
                (pair, count) -> {
                    if (count != 0) {
                        cells.add(new Cell(pair.actual, pair.predicted, count));
                    }
                });
        cells.sort(CANONICAL);
        return cells;
    }

    /** Returns the count of one cell. */
    public long count(String actual, String predicted) {
        return counts.getOrDefault(new ClassPair(actual, predicted), 0L);
    }

    /** Returns the true classes in code-point order. */
    SortedSet<String> actualClasses() {
        SortedSet<String> classes = new TreeSet<>(CodePointOrder.INSTANCE);
        cells().forEach(cell -> classes.add(cell.actual));
        return classes;
    }

    /** Returns the predicted classes in code-point order. */
    SortedSet<String> predictedClasses() {
        SortedSet<String> classes = new TreeSet<>(CodePointOrder.INSTANCE);
        cells().forEach(cell -> classes.add(cell.predicted));
        return classes;
    }

    void write(BinaryWriter writer) {
        SortedSet<String> used = actualClasses();
        used.addAll(predictedClasses());
        Map<String, Integer> numbers = new HashMap<>();
        writer.writeSigned(total);
        writer.writeSigned(correct);
        writer.writeSigned(capped);
        writer.writeUnsigned(used.size());
        for (String name : used) {
            numbers.put(name, numbers.size());
            writer.writeText(name);
        }
        List<Cell> cells = cells();
        writer.writeUnsigned(cells.size());
        for (Cell cell : cells) {
            writer.writeUnsigned(numbers.get(cell.actual));
            writer.writeUnsigned(numbers.get(cell.predicted));
            writer.writeSigned(cell.count);
        }
    }

    void mergeFrom(BinaryReader reader) {
        total += reader.readSigned();
        correct += reader.readSigned();
        capped += reader.readSigned();
        String[] used = new String[reader.readCount(MOST_CELLS)];
        for (int i = 0; i < used.length; i++) {
            used[i] = reader.readText();
        }
        int size = reader.readCount(MOST_CELLS);
        for (int i = 0; i < size; i++) {
            String actual = told(used[reader.readCount(used.length - 1)]);
            String predicted = told(used[reader.readCount(used.length - 1)]);
            count(actual, predicted, reader.readSigned());
        }
    }
}
