/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.NamedValues;
import io.tidemark.profile.EventProfile;
import io.tidemark.profile.EventRow;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.Hash64;
import java.util.Map;
import java.util.SortedMap;

/**
 * A reference file's rows as whole events. A row has no prediction id: its place in the file stands
 * for it, so that equal rows are different events.
 */
final class ReferenceEvents {
    private final SortedMap<String, ReferenceColumn> features;
    private final Map<String, FeatureLayout> layouts;

    /**
     * @param features columns by name, in code-point order
     */
    ReferenceEvents(
            SortedMap<String, ReferenceColumn> features, Map<String, FeatureLayout> layouts) {
        this.features = features;
        this.layouts = layouts;
    }

    EventProfile profile(int rows) {
        EventProfile profile = new EventProfile();
        EventRow buffer = new EventRow(features.keySet().toArray(new String[0]));
        for (int row = 0; row < rows; row++) {
            buffer.clear();
            Hash64 content = new Hash64();
            int place = 0;
            for (Map.Entry<String, ReferenceColumn> feature : features.entrySet()) {
                ReferenceColumn column = feature.getValue();
                byte kind = column.kindOf(row);
                double number = kind == NamedValues.NUMBER ? column.number(row) : 0;
                boolean isText = kind == NamedValues.TEXT || kind == NamedValues.BOOLEAN;
                String text = isText ? column.category(row) : null;
                buffer.set(place++, layouts.get(feature.getKey()).kind(), kind, number, text);
                content.add(kind);
                content.add(Double.doubleToLongBits(number));
                content.add(isText ? text : "");
            }
            profile.addEvent();
            profile.addRow("reference row " + row, content.value(), buffer);
        }
        return profile;
    }
}
