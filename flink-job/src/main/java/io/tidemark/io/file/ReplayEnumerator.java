/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Gives split i to reader i modulo the parallelism, once. */
final class ReplayEnumerator implements SplitEnumerator<ReplaySplit, List<ReplaySplit>> {
    private final SplitEnumeratorContext<ReplaySplit> context;
    private final List<ReplaySplit> unassigned;

    ReplayEnumerator(SplitEnumeratorContext<ReplaySplit> context, List<ReplaySplit> unassigned) {
        this.context = context;
        this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addSplitsBack(List<ReplaySplit> splits, int subtask) {
        unassigned.addAll(splits);
        if (context.registeredReaders().containsKey(subtask)) {
            addReader(subtask);
        }
    }

    @Override
    public void addReader(int subtask) {
        for (Iterator<ReplaySplit> left = unassigned.iterator(); left.hasNext(); ) {
            ReplaySplit split = left.next();
            if (split.index() % context.currentParallelism() == subtask) {
                context.assignSplit(split, subtask);
                left.remove();
            }
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public List<ReplaySplit> snapshotState(long checkpointId) {
        return List.copyOf(unassigned);
    }

    @Override
    public void close() {}

    /** The splits one after the other. */
    static final class Serializer implements SimpleVersionedSerializer<List<ReplaySplit>> {
        private static final int SPLIT_BYTES = 16;
        private final ReplaySplit.Serializer splits = new ReplaySplit.Serializer();

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(List<ReplaySplit> unassigned) {
            ByteBuffer bytes = ByteBuffer.allocate(SPLIT_BYTES * unassigned.size());
            for (ReplaySplit split : unassigned) {
                bytes.put(splits.serialize(split));
            }
            return bytes.array();
        }

        @Override
        public List<ReplaySplit> deserialize(int version, byte[] serialized) throws IOException {
            List<ReplaySplit> unassigned = new ArrayList<>();
            byte[] one = new byte[SPLIT_BYTES];
            for (ByteBuffer bytes = ByteBuffer.wrap(serialized); bytes.hasRemaining(); ) {
                bytes.get(one);
                unassigned.add(splits.deserialize(splits.getVersion(), one));
            }
            return unassigned;
        }
    }
}
