/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.MonitorUpdate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * A keyed operator of the pipeline on Flink's harness: data in, outputs since the last look out.
 */
final class OperatorHarness<K, I, O> implements AutoCloseable {
    private final KeyedTwoInputStreamOperatorTestHarness<K, I, MonitorUpdate, O> harness;
    private int seen;

    private OperatorHarness(
            KeyedTwoInputStreamOperatorTestHarness<K, I, MonitorUpdate, O> harness) {
        this.harness = harness;
    }

    /**
     * @param restored null: a first start
     */
    static <K, I, O> OperatorHarness<K, I, O> of(
            MonitoredOperator<K, I, O> operator,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            OperatorSubtaskState restored)
            throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<K, I, MonitorUpdate, O> harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(operator, key, null, keyType);
        harness.setup();
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
        return new OperatorHarness<>(harness);
    }

    void send(I element) throws Exception {
        harness.processElement1(new StreamRecord<>(element));
    }

    void send(List<I> elements) throws Exception {
        for (I element : elements) {
            send(element);
        }
    }

    /** As a record that left its sender at {@code time}, by its sender's watermark. */
    void send(I element, long time) throws Exception {
        harness.processElement1(new StreamRecord<>(element, time));
    }

    /** What another operator sent, with its times. */
    void sendRecords(List<StreamRecord<I>> records) throws Exception {
        for (StreamRecord<I> record : records) {
            harness.processElement1(record);
        }
    }

    /** Brings event time to just before {@code time}: windows that end there close. */
    void reach(long time) throws Exception {
        harness.processWatermark1(new Watermark(time - 1));
    }

    void control(MonitorUpdate update) throws Exception {
        harness.processElement2(new StreamRecord<>(update));
    }

    void finishControl() throws Exception {
        harness.processWatermark2(Watermark.MAX_WATERMARK);
        harness.endInput2();
    }

    /** What has come out since the last look. */
    List<O> output() {
        List<O> all = harness.extractOutputValues();
        List<O> news = List.copyOf(all.subList(seen, all.size()));
        seen = all.size();
        return news;
    }

    /** As {@link #output}, with times. */
    List<StreamRecord<O>> records() {
        List<StreamRecord<O>> all = new ArrayList<>();
        for (Object element : harness.getOutput()) {
            if (element instanceof StreamRecord<?> record) {
                @SuppressWarnings("unchecked")
                StreamRecord<O> known = (StreamRecord<O>) record;
                all.add(known);
            }
        }
        List<StreamRecord<O>> news = List.copyOf(all.subList(seen, all.size()));
        seen = all.size();
        return news;
    }

    /** The watermarks that have come out, as the time that was reached. */
    List<Long> times() {
        List<Long> times = new ArrayList<>();
        for (Object element : harness.getOutput()) {
            if (element instanceof Watermark mark) {
                times.add(mark.getTimestamp() + 1);
            }
        }
        return times;
    }

    <X> List<X> side(OutputTag<X> tag) {
        List<X> values = new ArrayList<>();
        if (harness.getSideOutput(tag) != null) {
            harness.getSideOutput(tag).forEach(record -> values.add(record.getValue()));
        }
        return values;
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    int entries() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("the operator does not close", e);
        }
    }
}
