/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.file;

import io.tidemark.event.Arrival;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads its splits side by side, the one that is furthest behind in event time first. */
final class ReplayReader implements SourceReader<Arrival, ReplaySplit> {
    private final SourceReaderContext context;
    private final Path predictions;
    private final Path feedback;
    private final List<OpenSplit> open = new ArrayList<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean isComplete;

    ReplayReader(SourceReaderContext context, Path predictions, Path feedback) {
        this.context = context;
        this.predictions = predictions;
        this.feedback = feedback;
    }

    @Override
    public void start() {
        if (open.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Arrival> output) throws IOException {
        OpenSplit behind = null;
        for (int i = open.size() - 1; i >= 0; i--) {
            OpenSplit split = open.get(i);
            if (split.head() == null) {
                split.arrivals.close();
                output.releaseOutputForSplit(split.split.splitId());
                open.remove(i);
            } else if (behind == null || split.head().timestamp() < behind.head().timestamp()) {
                behind = split;
            }
        }
        if (behind == null) {
            return isComplete ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        SourceOutput<Arrival> own = output.createOutputForSplit(behind.split.splitId());
        Arrival arrival = behind.take();
        own.collect(arrival, arrival.timestamp());
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<ReplaySplit> snapshotState(long checkpointId) {
        List<ReplaySplit> splits = new ArrayList<>();
        for (OpenSplit split : open) {
            splits.add(new ReplaySplit(split.split.index(), split.split.of(), split.taken));
        }
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return open.isEmpty() && !isComplete ? available : CompletableFuture.completedFuture(null);
    }

    @Override
    public void addSplits(List<ReplaySplit> splits) {
        try {
            for (ReplaySplit split : splits) {
                MergedArrivals own =
                        new MergedArrivals(predictions, feedback, split.index(), split.of());
                open.add(new OpenSplit(split, own));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        wake();
    }

    @Override
    public void notifyNoMoreSplits() {
        isComplete = true;
        wake();
    }

    private void wake() {
        CompletableFuture<Void> waiting = available;
        available = new CompletableFuture<>();
        waiting.complete(null);
    }

    @Override
    public void close() throws IOException {
        for (OpenSplit split : open) {
            split.arrivals.close();
        }
    }

    private static final class OpenSplit {
        private final ReplaySplit split;
        private final MergedArrivals arrivals;
        private long taken;
        private long position;
        private Arrival head;

        OpenSplit(ReplaySplit split, MergedArrivals arrivals) {
            this.split = split;
            this.arrivals = arrivals;
            this.taken = split.taken();
        }

        /** The next arrival of this split, or null at its end. */
        Arrival head() throws IOException {
            while (head == null) {
                Arrival next = arrivals.next();
                if (next == null) {
                    return null;
                }
                if (position >= taken) {
                    head = next;
                }
                position++;
            }
            return head;
        }

        Arrival take() throws IOException {
            Arrival taking = head();
            head = null;
            taken++;
            return taking;
        }
    }
}
