/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.compare;

import io.tidemark.alert.FalseAlertBudget;
import io.tidemark.alert.FamilyJudge;
import io.tidemark.alert.FeatureJudgement;
import io.tidemark.alert.Hypothesis;
import io.tidemark.alert.Verdict;
import io.tidemark.drift.FeatureComparison;
import io.tidemark.drift.multivariate.MultivariateComparison;
import io.tidemark.drift.multivariate.MultivariateResult;
import io.tidemark.drift.multivariate.MultivariateSettings;
import io.tidemark.io.table.TableFile;
import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.RowSample;
import io.tidemark.monitor.TablePair;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Compares two files as a job compares a window with its reference: the same columns, grids,
 * statistics, gates and words. Rows are the window; there is one family, and its false discovery
 * rate is that of a window a week, at most 0.05.
 *
 * <p>Both files are held in memory, 8 bytes a number and 4 a text. Files and columns are worked on
 * by as many threads as there are processors; the result does not depend on how many.
 */
public final class FileComparison {
    private static final long WEEK_MILLIS = 7 * 24 * 3_600_000L;
    private static final int LARGEST_SAMPLE = 1_000;
    private static final long SEED = 20_260_101L;

    /**
     * What to compare, and how.
     *
     * @param reference earlier rows, CSV or Parquet
     * @param current later rows
     * @param spec says which columns are features, and the gates
     * @param methods that are computed
     * @param isExact whether every distinct value is to be an edge
     */
    public record Request(
            Path reference,
            Path current,
            MonitorSpec spec,
            MethodChoice methods,
            boolean isExact) {}

    /** One feature before the family is judged. */
    private record Unjudged(
            String feature,
            FeatureComparison comparison,
            ComparedFeature.Quality quality,
            ComparedFeature.Quality referenceQuality) {}

    private final Request request;
    private final Consumer<String> progress;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));

    private FileComparison(Request request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Does it.
     *
     * @param progress is told in a few words what is being done
     * @throws InvalidReference if a file cannot be used
     */
    public static CompareReport run(Request request, Consumer<String> progress)
            throws InvalidReference, InterruptedException {
        FileComparison comparison = new FileComparison(request, progress);
        try {
            return comparison.run();
        } finally {
            comparison.threads.shutdownNow();
        }
    }

    private CompareReport run() throws InvalidReference, InterruptedException {
        MonitorSpec spec = request.spec();
        progress.accept("reading " + request.reference() + " and " + request.current());
        List<TableFile> files =
                together(
                        List.of(
                                () -> TableFile.read(request.reference(), spec),
                                () -> TableFile.read(request.current(), spec)));
        TablePair pair = new TablePair(spec, files.get(0).table(), files.get(1).table());
        progress.accept("comparing " + pair.features().size() + " columns");
        List<Callable<Unjudged>> columns = new ArrayList<>();
        for (String feature : pair.features()) {
            columns.add(() -> compare(pair, feature));
        }
        List<Unjudged> unjudged = together(columns);
        double level = FalseAlertBudget.level(spec.falseAlertsPerWeek(), WEEK_MILLIS, 1, 1);
        List<String> notes = new ArrayList<>(files.get(0).notes());
        notes.addAll(files.get(1).notes());
        for (String column : pair.onlyInReference()) {
            notes.add("column " + column + " is only in " + request.reference());
        }
        for (String column : pair.onlyInCurrent()) {
            notes.add("column " + column + " is only in " + request.current());
        }
        for (String column : spec.features().keySet()) {
            if (!pair.isInEither(column)) {
                notes.add("column " + column + " of the monitor is in neither file");
            }
        }
        return new CompareReport(
                request.reference().toString(),
                pair.referenceRows(),
                request.current().toString(),
                pair.currentRows(),
                level,
                spec.minSamples(),
                request.isExact(),
                judge(unjudged, level),
                wholeRows(pair, level),
                notes);
    }

    private Unjudged compare(TablePair pair, String feature) {
        TablePair.Profiles profiles = pair.profiles(feature, request.isExact());
        FeatureProfile reference = profiles.reference();
        FeatureProfile current = profiles.current();
        FeatureKind kind = profiles.kind();
        FeatureComparison comparison =
                FeatureComparison.of(
                                reference,
                                reference.missing(),
                                current,
                                current.missing(),
                                kind,
                                request.methods().of(kind),
                                request.spec().minCategoryCount())
                        .withUnusable();
        return new Unjudged(feature, comparison, quality(current, kind), quality(reference, kind));
    }

    private static ComparedFeature.Quality quality(FeatureProfile profile, FeatureKind kind) {
        return new ComparedFeature.Quality(
                profile.present(),
                profile.missing(),
                profile.typeMismatches(kind),
                profile.notANumber() + profile.infinite(),
                profile.other());
    }

    private List<ComparedFeature> judge(List<Unjudged> unjudged, double level) {
        List<Hypothesis> family = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (Unjudged one : unjudged) {
            family.addAll(
                    FeatureJudgement.hypotheses(
                            one.feature(), Monitor.OVERALL, one.comparison(), request.spec()));
            ends.add(family.size());
        }
        List<Verdict> verdicts = new FamilyJudge(request.spec().minSamples(), level).judge(family);
        List<ComparedFeature> features = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < unjudged.size(); i++) {
            Unjudged one = unjudged.get(i);
            features.add(
                    new ComparedFeature(
                            one.feature(),
                            one.comparison(),
                            one.quality(),
                            one.referenceQuality(),
                            verdicts.subList(start, ends.get(i))));
            start = ends.get(i);
        }
        return features;
    }

    private List<MultivariateResult> wholeRows(TablePair pair, double level) {
        if (request.methods().multivariate().isEmpty()) {
            return List.of();
        }
        progress.accept("comparing samples of whole rows");
        RowSample sample = RowSample.of(pair, LARGEST_SAMPLE);
        return MultivariateComparison.of(
                request.methods().multivariate(),
                sample.reference(),
                sample.current(),
                null,
                null,
                new MultivariateSettings(
                        Math.toIntExact(Math.max(1, request.spec().minSamples())),
                        level > 0 ? level : Double.MIN_NORMAL,
                        SEED));
    }

    /** Runs tasks side by side; their results in the order of the tasks, and the first failure. */
    private <T> List<T> together(List<? extends Callable<T>> tasks)
            throws InvalidReference, InterruptedException {
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> task : tasks) {
            running.add(threads.submit(task));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            }
        }
        return results;
    }

    private static InvalidReference rethrown(Throwable cause) {
        if (cause instanceof InvalidReference invalid) {
            return invalid;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        throw new IllegalStateException(cause);
    }
}
