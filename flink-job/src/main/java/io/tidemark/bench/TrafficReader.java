/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * One lane: copies a prepared record, gives it an id and a time, and hands on what it decodes to.
 */
final class TrafficReader<T> implements SourceReader<T, TrafficSource.NoSplit> {
    private final Traffic traffic;
    private final RecordDecoder<T> decoder;
    private final Path samplesFile;
    private final int lane;
    private final int lanes;

    private RecordTemplate[] predictions;
    private RecordTemplate[] labels;
    private CpuSamples samples;
    private long given;
    private boolean isLabelDue;

    /**
     * @param samplesDirectory where the lane's {@link CpuSamples} go; null: nowhere
     */
    TrafficReader(
            Traffic traffic,
            RecordDecoder<T> decoder,
            Path samplesDirectory,
            SourceReaderContext context) {
        this.traffic = traffic;
        this.decoder = decoder;
        this.lane = context.getIndexOfSubtask();
        this.lanes = context.currentParallelism();
        this.samplesFile =
                samplesDirectory == null ? null : samplesDirectory.resolve("lane-" + lane);
    }

    @Override
    public void start() {
        decoder.open();
        EventGenerator generator = new EventGenerator(traffic.seed());
        predictions = new RecordTemplate[traffic.distinctEvents()];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = generator.prediction();
        }
        labels = new RecordTemplate[97];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = generator.label();
        }
        samples = new CpuSamples();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        long index = given * lanes + lane;
        long timestamp = traffic.timestamp(index);
        if (isLabelDue) {
            long labelled = index - traffic.labelDelay();
            RecordTemplate template = labels[(int) (labelled % labels.length)];
            output.collect(
                    decoder.label(template.record(labelled, timestamp), timestamp), timestamp);
            return advance();
        }
        RecordTemplate template = predictions[(int) (index % predictions.length)];
        output.collect(decoder.prediction(template.record(index, timestamp), timestamp), timestamp);
        isLabelDue = traffic.hasLabels() && index >= traffic.labelDelay();
        return isLabelDue ? InputStatus.MORE_AVAILABLE : advance();
    }

    private InputStatus advance() {
        isLabelDue = false;
        given++;
        samples.count(given);
        boolean isOver = given >= traffic.maxEvents() || samples.spent() >= traffic.maxCpuNanos();
        return isOver ? InputStatus.END_OF_INPUT : InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<TrafficSource.NoSplit> snapshotState(long checkpointId) {
        return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void addSplits(List<TrafficSource.NoSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() throws IOException {
        if (samplesFile != null && samples != null) {
            samples.write(samplesFile);
        }
    }
}
