/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.util.Arrays;

/** A record that is no event: its bytes, where it came from and why it was refused. A POJO. */
public final class DeadLetter {
    /** Bytes of a value that are kept unless a setting says otherwise. */
    public static final int DEFAULT_VALUE_LIMIT = 64 * 1024;

    /** A {@link DeadLetterReason#code()}. */
    public String reason;

    /** One sentence that names the field, for a person; free of control characters. */
    public String detail;

    /** Null: the record was given up before its model was known. */
    public String modelId;

    public String topic;
    public int partition;
    public long offset;
    public long recordTimestamp;

    /** Null: the record had none. */
    public byte[] key;

    /** The record's value, cut to the limit; null: a tombstone. */
    public byte[] value;

    /** Length of the value before it was cut; 0 for a tombstone. */
    public int originalSize;

    public DeadLetter() {}

    /**
     * The dead letter of a refused record, its origin still to be set.
     *
     * @param value the record's value, whole; copied only where it is cut
     * @param valueLimit bytes of it to keep
     */
    public static DeadLetter of(RejectedEvent rejected, byte[] key, byte[] value, int valueLimit) {
        DeadLetter letter = new DeadLetter();
        letter.reason = rejected.reason().code();
        letter.detail = rejected.detail();
        letter.modelId = rejected.modelId();
        letter.key = key;
        letter.originalSize = value == null ? 0 : value.length;
        letter.value = letter.originalSize > valueLimit ? Arrays.copyOf(value, valueLimit) : value;
        return letter;
    }

    /** Sets where the record came from and returns this. */
    public DeadLetter from(String topic, int partition, long offset, long recordTimestamp) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.recordTimestamp = recordTimestamp;
        return this;
    }

    public boolean isTruncated() {
        return value != null && value.length < originalSize;
    }
}
