/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import java.io.Serializable;

/** What a variant makes of a record's bytes, inside the source as Kafka's would. */
interface RecordDecoder<T> extends Serializable {
    /** Called once, in the task, before the first record. */
    void open();

    T prediction(byte[] record, long recordTimestamp) throws Exception;

    T label(byte[] record, long recordTimestamp) throws Exception;
}
