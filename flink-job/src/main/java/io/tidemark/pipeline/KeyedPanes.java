/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * State of WINDOWS: the panes of the current key, a tier each.
 *
 * <p>Panes of another layout (a savepoint is restored with a new reference or other kinds) count as
 * absent: new data take their place, and until when something has been lost is remembered, so that
 * nobody takes a part of a window for the whole.
 */
final class KeyedPanes {
    private static final List<String> TIERS =
            List.of(OperatorIds.FINE_PANES_STATE, OperatorIds.COARSE_PANES_STATE);

    /** The panes of one window added up; {@code isCut}: there was more that cannot be read. */
    record Window(PaneSum sum, boolean isCut) {}

    private final List<MapState<Long, byte[]>> tiers = new ArrayList<>();
    private final ValueState<Long> lostBefore;

    KeyedPanes(KeyedStateStore store) {
        for (String name : TIERS) {
            tiers.add(store.getMapState(descriptor(name)));
        }
        lostBefore =
                store.getState(
                        new ValueStateDescriptor<>(OperatorIds.LOST_PANES_STATE, Types.LONG));
    }

    /** The state that holds a tier's panes. */
    static MapStateDescriptor<Long, byte[]> ofTier(int tier) {
        return descriptor(TIERS.get(tier));
    }

    static int mostTiers() {
        return TIERS.size();
    }

    static MapStateDescriptor<Long, byte[]> descriptor(String name) {
        return new MapStateDescriptor<>(
                name, Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /**
     * Adds to a pane.
     *
     * @param sum empty
     * @return whether nothing was there before
     */
    static boolean add(MapState<Long, byte[]> panes, long pane, byte[] more, PaneSum sum)
            throws Exception {
        byte[] held = panes.get(pane);
        if (held == null) {
            panes.put(pane, more);
            return true;
        }
        sum.add(held);
        sum.add(more);
        panes.put(pane, sum.toBytes());
        return false;
    }

    /** Adds to a pane of a tier that ends at {@code paneEnd}; returns whether it is new. */
    boolean add(int tier, long pane, long paneEnd, byte[] more, PaneSum sum) throws Exception {
        byte[] held = tiers.get(tier).get(pane);
        if (held != null && !sum.fits(held)) {
            Long before = lostBefore.value();
            lostBefore.update(before == null ? paneEnd : Math.max(before, paneEnd));
        }
        return add(tiers.get(tier), pane, more, sum);
    }

    /** What is held of a window, added to an empty sum. */
    Window window(List<Long> panes, DueWindow due, PaneSum sum) throws Exception {
        Long lost = lostBefore.value();
        boolean isCut = lost != null && due.start() < lost;
        for (long pane : panes) {
            byte[] held = tiers.get(due.tier()).get(pane);
            if (held != null) {
                isCut |= !sum.add(held);
            }
        }
        return new Window(sum, isCut);
    }

    boolean holdsAny(int tier, List<Long> panes) throws Exception {
        for (long pane : panes) {
            if (tiers.get(tier).contains(pane)) {
                return true;
            }
        }
        return false;
    }

    /** Drops the panes that are of no more use once {@code time} is over. */
    void free(PaneSchedule schedule, long time) throws Exception {
        boolean isEmpty = true;
        for (int tier = 0; tier < schedule.tiers(); tier++) {
            List<Long> freed = new ArrayList<>();
            for (long pane : tiers.get(tier).keys()) {
                if (schedule.isFree(tier, pane, time)) {
                    freed.add(pane);
                } else {
                    isEmpty = false;
                }
            }
            for (long pane : freed) {
                tiers.get(tier).remove(pane);
            }
        }
        if (isEmpty) {
            lostBefore.clear();
        }
    }
}
