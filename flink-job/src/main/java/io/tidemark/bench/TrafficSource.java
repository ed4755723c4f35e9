/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Prepared events at the speed at which they are taken, decoded in the source as Kafka's
 * deserialiser does. Every subtask is a lane of its own; a failed run is not repeated, so nothing
 * is restored.
 */
final class TrafficSource<T> implements Source<T, TrafficSource.NoSplit, TrafficSource.NoSplit> {
    private static final long serialVersionUID = 1L;

    /** There is nothing to deal out: a lane knows its events from its number. */
    record NoSplit() implements SourceSplit {
        @Override
        public String splitId() {
            return "none";
        }
    }

    private final Traffic traffic;
    private final RecordDecoder<T> decoder;
    private final String samplesDirectory;

    TrafficSource(Traffic traffic, RecordDecoder<T> decoder, Path samplesDirectory) {
        this.traffic = traffic;
        this.decoder = decoder;
        this.samplesDirectory = samplesDirectory == null ? null : samplesDirectory.toString();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<T, NoSplit> createReader(SourceReaderContext context) {
        Path directory = samplesDirectory == null ? null : Path.of(samplesDirectory);
        return new TrafficReader<>(traffic, decoder, directory, context);
    }

    @Override
    public SplitEnumerator<NoSplit, NoSplit> createEnumerator(
            SplitEnumeratorContext<NoSplit> context) {
        return new NothingToDeal();
    }

    @Override
    public SplitEnumerator<NoSplit, NoSplit> restoreEnumerator(
            SplitEnumeratorContext<NoSplit> context, NoSplit checkpoint) {
        return new NothingToDeal();
    }

    @Override
    public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
        return new NoSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<NoSplit> getEnumeratorCheckpointSerializer() {
        return new NoSplitSerializer();
    }

    private static final class NothingToDeal implements SplitEnumerator<NoSplit, NoSplit> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<NoSplit> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public NoSplit snapshotState(long checkpointId) {
            return new NoSplit();
        }

        @Override
        public void close() {}
    }

    private static final class NoSplitSerializer implements SimpleVersionedSerializer<NoSplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(NoSplit split) {
            return new byte[0];
        }

        @Override
        public NoSplit deserialize(int version, byte[] serialized) {
            return new NoSplit();
        }
    }
}
