/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.file;

import io.tidemark.event.Arrival;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Files of events ({@code .jsonl}, {@code .jsonl.gz}) as one bounded stream. The lines of each are
 * dealt round-robin to a number of splits, which merge theirs by event time, so that reading at any
 * parallelism makes no event late.
 */
public final class ReplaySource implements Source<Arrival, ReplaySplit, List<ReplaySplit>> {
    private static final long serialVersionUID = 1;

    private final String predictions;
    private final String feedback;
    private final int splits;

    /**
     * @param feedback null when there is none
     * @param splits how many ordered parts; the parallelism that reads them
     */
    public ReplaySource(Path predictions, Path feedback, int splits) {
        this.predictions = predictions.toString();
        this.feedback = feedback == null ? null : feedback.toString();
        this.splits = splits;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Arrival, ReplaySplit> createReader(SourceReaderContext context) {
        return new ReplayReader(
                context, Path.of(predictions), feedback == null ? null : Path.of(feedback));
    }

    @Override
    public SplitEnumerator<ReplaySplit, List<ReplaySplit>> createEnumerator(
            SplitEnumeratorContext<ReplaySplit> context) {
        List<ReplaySplit> all = new ArrayList<>();
        for (int i = 0; i < splits; i++) {
            all.add(new ReplaySplit(i, splits, 0));
        }
        return new ReplayEnumerator(context, all);
    }

    @Override
    public SplitEnumerator<ReplaySplit, List<ReplaySplit>> restoreEnumerator(
            SplitEnumeratorContext<ReplaySplit> context, List<ReplaySplit> unassigned) {
        return new ReplayEnumerator(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<ReplaySplit> getSplitSerializer() {
        return new ReplaySplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<List<ReplaySplit>> getEnumeratorCheckpointSerializer() {
        return new ReplayEnumerator.Serializer();
    }
}
