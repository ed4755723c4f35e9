/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.Condition;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.monitor.WindowSpec;
import io.tidemark.profile.EventProfile;
import io.tidemark.result.ResultRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.Upsert;
import io.tidemark.result.WindowKey;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * EVENTS: a (model, version)'s events as wholes in the tumbling windows of an hour or more, each
 * compared with its baseline when it closes, and written a last time when it is final. A comparison
 * may take a second or two, so whatever comes late is taken in at once, at the end.
 *
 * <p>Such windows do not overlap, so a pane goes straight into its window: one profile each, freed
 * when the window is final. Rows and conditions leave beside the main output, which tells DECIDE
 * what belongs into a row of its own.
 */
final class EventWindowOperator extends MonitoredOperator<String, PanePartial, WindowedFeature> {
    private static final long serialVersionUID = 1;
    private static final char AT = '@';

    // configuration
    private final int generation;

    // checkpointed
    private transient MapState<String, byte[]> profiles;
    private transient MapState<String, EventReading> readings;
    private transient ValueState<FirstEvents> firstEvents;

    EventWindowOperator(Monitors monitors, int generation) {
        super(monitors);
        this.generation = generation;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        var store = context.getKeyedStateStore();
        profiles =
                store.getMapState(
                        new MapStateDescriptor<>(
                                OperatorIds.EVENT_PROFILES_STATE,
                                Types.STRING,
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        readings =
                store.getMapState(
                        new MapStateDescriptor<>(
                                OperatorIds.EVENT_READINGS_STATE,
                                Types.STRING,
                                TypeInformation.of(EventReading.class)));
        firstEvents =
                store.getState(
                        new ValueStateDescriptor<>(
                                OperatorIds.BASELINE_STATE, TypeInformation.of(FirstEvents.class)));
    }

    // ---------------------------------------------------------------- partials

    @Override
    public void processElement1(StreamRecord<PanePartial> record) throws Exception {
        PanePartial partial = record.getValue();
        Monitor monitor = monitor(partial.modelId());
        for (WindowSpec window : monitor.eventWindows()) {
            long end = window.firstWindowEnd(partial.paneStart());
            long finalAt = end - 1 + monitor.allowedLatenessMillis();
            if (finalAt <= watermark()) {
                continue;
            }
            String id = id(window, end);
            byte[] held = profiles.get(id);
            profiles.put(id, held == null ? partial.profile() : merged(held, partial.profile()));
            if (end - 1 <= watermark()) {
                readings.remove(id); // out of date: read again when the window is final
            } else {
                wakeAt(end - 1);
            }
            wakeAt(finalAt);
        }
    }

    private static byte[] merged(byte[] held, byte[] part) {
        EventProfile sum = EventProfile.fromBytes(held);
        sum.merge(part);
        return sum.toBytes();
    }

    // ---------------------------------------------------------------- timers

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        long end = timer.getTimestamp() + 1;
        FeatureKey key = FeatureKey.parse(timer.getKey());
        Monitor monitor = monitor(key.modelId());
        long finalEnd = end - monitor.allowedLatenessMillis();
        fixFirst(monitor, finalEnd);
        for (WindowSpec window : monitor.eventWindows()) {
            if (finalEnd < end && window.isWindowEnd(end)) {
                EventReading reading = read(monitor, key, window, end, end - 1);
                if (reading != null) {
                    readings.put(id(window, end), reading);
                    tell(monitor, key, window, end, reading, RowVersion.OPEN);
                }
            }
            if (window.isWindowEnd(finalEnd)) {
                String id = id(window, finalEnd);
                EventReading reading = readings.get(id);
                if (reading == null) {
                    reading = read(monitor, key, window, finalEnd, end - 1);
                }
                if (reading != null) {
                    tell(monitor, key, window, finalEnd, reading, RowVersion.FINAL);
                    readings.remove(id);
                    profiles.remove(id);
                }
            }
        }
    }

    private static String id(WindowSpec window, long end) {
        return window.name() + AT + end;
    }

    /**
     * Works a window out; null where nothing came.
     *
     * @param now event time of the timer
     */
    private EventReading read(
            Monitor monitor, FeatureKey key, WindowSpec window, long end, long now)
            throws Exception {
        byte[] held = profiles.get(id(window, end));
        if (held == null) {
            return null;
        }
        WindowKey windowKey = key.window(window.name(), end - window.sizeMillis(), end);
        EventReading reading =
                new EventComparison(monitor, windowKey, window)
                        .of(
                                EventProfile.fromBytes(held),
                                reference(monitor),
                                first(windowKey.windowStartMillis()));
        if (reading.outlierShare() != null) {
            output.collect(
                    new StreamRecord<>(
                            WindowedFeature.ofEvents(windowKey, reading.outlierShare()), now));
        }
        return reading;
    }

    private void tell(
            Monitor monitor,
            FeatureKey key,
            WindowSpec window,
            long end,
            EventReading reading,
            int stage) {
        WindowKey windowKey = key.window(window.name(), end - window.sizeMillis(), end);
        RowVersion version =
                new RowVersion(generation, monitor.spec().revision(), reading.deliveries(), stage);
        for (ResultRow row : reading.rows(windowKey, version)) {
            output.collect(SideOutputs.ROWS, new StreamRecord<>(Upsert.of(row)));
        }
        for (Condition condition : reading.conditions(windowKey, window.slideMillis())) {
            output.collect(SideOutputs.RULE_INPUT, new StreamRecord<>(RuleInput.of(condition)));
        }
    }

    // ---------------------------------------------------------------- baselines

    /** Null: there is none, or it was read for a spec that did not ask. */
    private static EventProfile reference(Monitor monitor) {
        return monitor.reference() == null ? null : monitor.reference().events();
    }

    /** The first window, for windows that start late enough; else null. */
    private EventProfile first(long windowStart) throws Exception {
        FirstEvents first = firstEvents.value();
        return first == null || windowStart < first.effectiveFrom()
                ? null
                : EventProfile.fromBytes(first.profile());
    }

    /** The earliest full window of the smallest size, examined when it is final. */
    private void fixFirst(Monitor monitor, long finalEnd) throws Exception {
        if (monitor.eventWindows().isEmpty() || firstEvents.value() != null) {
            return;
        }
        WindowSpec window = monitor.eventWindows().get(0);
        byte[] held = profiles.get(id(window, finalEnd));
        if (held == null || !window.isWindowEnd(finalEnd)) {
            return;
        }
        EventProfile profile = EventProfile.fromBytes(held);
        boolean isWanted = reference(monitor) == null || profile.attributions().events() > 0;
        if (isWanted && profile.events() >= monitor.spec().minSamples()) {
            long effectiveFrom = finalEnd + monitor.allowedLatenessMillis();
            firstEvents.update(new FirstEvents(window.windowStart(finalEnd), effectiveFrom, held));
        }
    }
}
