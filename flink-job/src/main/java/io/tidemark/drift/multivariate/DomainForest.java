/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A random forest that tells rows of one sample from rows of another: Tribuo's CART trees (Gini
 * impurity), each grown on a bootstrap of the rows and choosing among √k of its k columns at each
 * split. Up to 20 columns every tree has all of them; beyond that each has 20 drawn ones, so that
 * the cost does not grow with the width. The score of a row is the mean over the trees of the
 * second sample's share in the leaf it falls into.
 *
 * <p>The bootstrap is drawn here because Tribuo's own forest logs a line for every tree. One
 * thread; the same rows and seed give the same trees. Breiman, Random Forests, 2001; Ho, The random
 * subspace method, 1998.
 */
final class DomainForest {
    private static final int TREES = 30;
    private static final int DEEPEST = 6;
    private static final float SMALLEST_LEAF = 10;
    private static final int MOST_COLUMNS = 20;
    private static final Label FIRST = new Label("0");
    private static final Label SECOND = new Label("1");

    private final List<FlatTree> trees;

    private DomainForest(List<FlatTree> trees) {
        this.trees = trees;
    }

    /**
     * Learns to tell rows without NaN apart.
     *
     * @param rows at least one, all of one width
     * @param isSecond which of them are the second sample's
     */
    static DomainForest train(List<double[]> rows, List<Boolean> isSecond, SplittableRandom draws) {
        List<FlatTree> trees = new ArrayList<>();
        for (int t = 0; t < TREES; t++) {
            trees.add(grow(rows, isSecond, draws));
        }
        return new DomainForest(trees);
    }

    /** How much the row looks like the second sample: in [0, 1]. */
    double score(double[] row) {
        double sum = 0;
        for (FlatTree tree : trees) {
            sum += tree.score(row);
        }
        return sum / trees.size();
    }

    private static FlatTree grow(
            List<double[]> rows, List<Boolean> isSecond, SplittableRandom draws) {
        int[] chosen = columns(rows.get(0).length, draws);
        String[] names = new String[chosen.length];
        for (int k = 0; k < names.length; k++) {
            names[k] = Integer.toString(k);
        }
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> bag =
                new MutableDataset<>(new SimpleDataSourceProvenance("events", labels), labels);
        for (int i = 0; i < rows.size(); i++) {
            int drawn = draws.nextInt(rows.size());
            double[] row = rows.get(drawn);
            double[] values = Arrays.stream(chosen).mapToDouble(column -> row[column]).toArray();
            bag.add(new ArrayExample<>(isSecond.get(drawn) ? SECOND : FIRST, names, values));
        }
        float tried = (float) StrictMath.ceil(StrictMath.sqrt(chosen.length)) / chosen.length;
        CARTClassificationTrainer trainer =
                new CARTClassificationTrainer(
                        DEEPEST,
                        SMALLEST_LEAF,
                        0f,
                        tried,
                        false,
                        new GiniIndex(),
                        draws.nextLong());
        ImmutableFeatureMap ids = bag.getFeatureIDMap();
        int[] columnOfId = new int[chosen.length];
        for (int k = 0; k < names.length; k++) {
            columnOfId[ids.get(names[k]).getID()] = chosen[k];
        }
        return FlatTree.of(trainer.train(bag).getRoot(), columnOfId, SECOND.getLabel());
    }

    /** Distinct columns in ascending order. */
    private static int[] columns(int width, SplittableRandom draws) {
        int[] all = new int[width];
        for (int j = 0; j < width; j++) {
            all[j] = j;
        }
        if (width <= MOST_COLUMNS) {
            return all;
        }
        for (int j = 0; j < MOST_COLUMNS; j++) {
            int other = j + draws.nextInt(width - j);
            int swapped = all[j];
            all[j] = all[other];
            all[other] = swapped;
        }
        int[] chosen = Arrays.copyOf(all, MOST_COLUMNS);
        Arrays.sort(chosen);
        return chosen;
    }
}
