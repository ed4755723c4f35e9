/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Every {@code of}-th line of each file, from the {@code index}-th on, merged by event time.
 *
 * @param taken arrivals of this split that have been read already
 */
record ReplaySplit(int index, int of, long taken) implements SourceSplit {
    @Override
    public String splitId() {
        return Integer.toString(index);
    }

    /** Three numbers. */
    static final class Serializer implements SimpleVersionedSerializer<ReplaySplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(ReplaySplit split) {
            return ByteBuffer.allocate(16)
                    .putInt(split.index)
                    .putInt(split.of)
                    .putLong(split.taken)
                    .array();
        }

        @Override
        public ReplaySplit deserialize(int version, byte[] serialized) throws IOException {
            if (version != getVersion()) {
                throw new IOException("unknown version of a replay split: " + version);
            }
            ByteBuffer bytes = ByteBuffer.wrap(serialized);
            return new ReplaySplit(bytes.getInt(), bytes.getInt(), bytes.getLong());
        }
    }
}
