/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.event.ShortestForm;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds one segment of an event without making text: every answer exists beforehand, numbers are
 * looked up by their bits, and the place where the name was found last is tried first.
 */
final class SegmentCut implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String lookupName;
    private final boolean isMetadata;
    private final int arrayIndex;
    private final String other;
    private final String missing;
    private final Map<String, String> segmentOfText = new HashMap<>();
    private final double[] numbers;
    private final String[] segmentOfNumber;

    /** Where the name was last; several threads may disagree about it without harm. */
    private int hint;

    /**
     * A cut.
     *
     * @param values the known values
     * @param arrayIndex where array-shaped features have it; -1: nowhere
     */
    SegmentCut(String name, List<String> values, int arrayIndex) {
        this.isMetadata = name.startsWith(SpecChecks.METADATA_PREFIX);
        String plain = isMetadata ? name.substring(SpecChecks.METADATA_PREFIX.length()) : name;
        this.lookupName = plain;
        this.arrayIndex = isMetadata ? -1 : arrayIndex;
        this.other = SegmentValues.segment(name, SegmentValues.OTHER);
        this.missing = SegmentValues.segment(name, SegmentValues.MISSING);
        int slots = Integer.highestOneBit(Math.max(4, values.size())) << 2;
        this.numbers = new double[slots];
        this.segmentOfNumber = new String[slots];
        for (String value : values) {
            String segment = SegmentValues.segment(name, value);
            segmentOfText.put(value, segment);
            if (NumberCell.isNumber(value)) {
                double number = NumberCell.parse(value);
                if (Double.isFinite(number) && ShortestForm.of(number).equals(value)) {
                    int slot = slot(number);
                    numbers[slot] = number;
                    segmentOfNumber[slot] = segment;
                }
            }
        }
    }

    /** The segment of an event: {@code name=value}, {@code (other)} or {@code (missing)}. */
    String of(PredictionEvent event) {
        NamedValues values = isMetadata ? event.metadata : event.features;
        int index = values == null ? -1 : find(values);
        if (index < 0) {
            return missing;
        }
        switch (values.kinds[index]) {
            case NamedValues.MISSING -> {
                return missing;
            }
            case NamedValues.NUMBER -> {
                String segment = segmentOfNumber[slot(values.numbers[index])];
                return segment == null ? other : segment;
            }
            default -> {
                String segment = segmentOfText.get(values.texts[index]);
                return segment == null ? other : segment;
            }
        }
    }

    /** The slot of a number: where it stands, or the empty one where it would. */
    private int slot(double number) {
        long bits = Double.doubleToLongBits(number) * 0x9E3779B97F4A7C15L;
        int mask = numbers.length - 1;
        int slot = (int) (bits >>> 40) & mask;
        while (segmentOfNumber[slot] != null && numbers[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int find(NamedValues values) {
        if (!isMetadata && values.size > 0 && values.names[0] == null) {
            return arrayIndex < values.size ? arrayIndex : -1;
        }
        int last = hint;
        if (last < values.size && lookupName.equals(values.names[last])) {
            return last;
        }
        int index = values.indexOf(lookupName);
        if (index >= 0) {
            hint = index;
        }
        return index;
    }
}
