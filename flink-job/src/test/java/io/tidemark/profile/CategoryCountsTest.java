/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CategoryCountsTest {
    private static final int CAP = 10;

    @Test
    void toMap_beyondTheCap_keepsSmallestHashesWithExactCounts() {
        CategoryCounts counts = counts(List.of("known"), false);
        Map<Long, String> byHash = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            byHash.put(Hash64.of("v" + i), "v" + i);
        }
        for (int repeat = 0; repeat < 3; repeat++) {
            for (int i = 0; i < 100; i++) {
                counts.add("v" + i, 1);
            }
        }
        counts.add("known", 5);
        List<String> kept = byHash.values().stream().limit(CAP).toList();
        assertThat(counts.toMap()).hasSize(CAP + 1).containsEntry("known", 5L);
        assertThat(counts.toMap().keySet()).containsAll(kept);
        assertThat(kept).allSatisfy(name -> assertThat(counts.toMap()).containsEntry(name, 3L));
        assertThat(counts.other()).isEqualTo(270);
        assertThat(counts.newTotal()).isEqualTo(300);
        assertThat(counts.total()).isEqualTo(305);
        assertThat(counts.distinct()).isCloseTo(101, within(2L));
    }

    @Test
    void toMap_names_areInCodePointOrder() {
        CategoryCounts counts = counts(null, false);
        for (String name : List.of("\uD83D\uDE00", "\uFF5E", "z", "")) {
            counts.add(name, 1);
        }
        assertThat(counts.toMap().keySet()).containsExactly("", "z", "\uFF5E", "\uD83D\uDE00");
    }

    @Test
    void add_illFormedText_survivesTheCodec() {
        CategoryCounts counts = counts(null, false);
        counts.add("\uD800", 1);
        counts.add("\uDC00x", 2);
        BinaryWriter writer = new BinaryWriter();
        counts.write(writer);
        CategoryCounts copy = counts(null, false);
        copy.mergeFrom(new BinaryReader(writer.toBytes()));
        assertThat(copy.toMap()).containsOnly(entry("\uD800", 1L), entry("\uDC00x", 2L));
    }

    @Test
    void add_numbers_findKnownNamesOnlyInShortestForm() {
        CategoryCounts counts = counts(List.of("3", "3.0", "0", "1e+21", "NaN", "x"), false);
        counts.add(3.0, 1);
        counts.add(-0.0, 1);
        counts.add(1e21, 1);
        counts.add("3.0", 1);
        counts.add(4.0, 1);
        assertThat(counts.toMap())
                .containsOnly(
                        entry("3", 1L),
                        entry("0", 1L),
                        entry("1e+21", 1L),
                        entry("3.0", 1L),
                        entry("4", 1L));
        assertThat(counts.newTotal()).isEqualTo(1);
    }

    @Test
    void distinct_retractableBeyondTheCap_isUnknown() {
        CategoryCounts counts = counts(null, true);
        for (int i = 0; i <= CAP; i++) {
            assertThat(counts.distinct()).isEqualTo(i);
            counts.add("v" + i, 1);
        }
        assertThat(counts.distinct()).isNull();
    }

    private static CategoryCounts counts(List<String> known, boolean isRetractable) {
        return new CategoryCounts(
                new FeatureLayout(
                        FeatureKind.CATEGORICAL,
                        null,
                        known,
                        Double.NaN,
                        Double.NaN,
                        CAP,
                        isRetractable));
    }
}
