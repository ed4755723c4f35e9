/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.MonitorUpdate;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Monitor updates, all of them in every reader. It has no splits and no state: taking an update in
 * twice changes nothing.
 */
public final class ControlSource implements Source<MonitorUpdate, ControlSource.NoSplit, Void> {
    private static final long serialVersionUID = 1;

    private final List<MonitorUpdate> updates;
    private final Boundedness boundedness;

    /**
     * A source of what is given to it.
     *
     * @param boundedness of the events: it ends if they do, else it stays, silent
     */
    public ControlSource(List<MonitorUpdate> updates, Boundedness boundedness) {
        this.updates = List.copyOf(updates);
        this.boundedness = boundedness;
    }

    /** There is none. */
    public record NoSplit(String splitId) implements SourceSplit {}

    @Override
    public Boundedness getBoundedness() {
        return boundedness;
    }

    @Override
    public SourceReader<MonitorUpdate, NoSplit> createReader(SourceReaderContext context) {
        return new Reader();
    }

    @Override
    public SplitEnumerator<NoSplit, Void> createEnumerator(
            SplitEnumeratorContext<NoSplit> context) {
        return new Enumerator();
    }

    @Override
    public SplitEnumerator<NoSplit, Void> restoreEnumerator(
            SplitEnumeratorContext<NoSplit> context, Void checkpoint) {
        return new Enumerator();
    }

    @Override
    public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
        return new Nothing<>();
    }

    @Override
    public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        return new Nothing<>();
    }

    private final class Reader implements SourceReader<MonitorUpdate, NoSplit> {
        private final Queue<MonitorUpdate> left = new ArrayDeque<>(updates);
        private final CompletableFuture<Void> never = new CompletableFuture<>();

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<MonitorUpdate> output) {
            if (!left.isEmpty()) {
                output.collect(left.remove());
                return InputStatus.MORE_AVAILABLE;
            }
            return boundedness == Boundedness.BOUNDED
                    ? InputStatus.END_OF_INPUT
                    : InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            boolean hasMore = !left.isEmpty() || boundedness == Boundedness.BOUNDED;
            return hasMore ? CompletableFuture.completedFuture(null) : never;
        }

        @Override
        public List<NoSplit> snapshotState(long checkpointId) {
            return List.of();
        }

        @Override
        public void addSplits(List<NoSplit> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    private static final class Enumerator implements SplitEnumerator<NoSplit, Void> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<NoSplit> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public Void snapshotState(long checkpointId) {
            return null;
        }

        @Override
        public void close() {}
    }

    private static final class Nothing<T> implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T nothing) {
            return new byte[0];
        }

        @Override
        public T deserialize(int version, byte[] serialized) throws IOException {
            if (version != getVersion()) {
                throw new IOException("unknown version of the control source: " + version);
            }
            return null;
        }
    }
}
