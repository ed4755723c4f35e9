/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.datasketches.hll.HllSketch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctCountTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 200, 384, 385, 386, 5000, 300_000})
    void write_anySize_readsBackToTheLibrarysEstimate(int values) {
        DistinctCount forward = new DistinctCount();
        DistinctCount backward = new DistinctCount();
        DistinctCount parts = new DistinctCount();
        DistinctCount part = new DistinctCount();
        HllSketch library = new HllSketch(12);
        for (int i = 0; i < values; i++) {
            forward.add(i * 0.5);
            backward.add((values - 1 - i) * 0.5);
            library.update(i * 0.5);
            part.add(i * 0.5);
            if (i % 97 == 0) {
                parts.merge(part);
                part = new DistinctCount();
            }
        }
        parts.mergeFrom(new BinaryReader(bytes(part)));
        assertThat(bytes(backward)).isEqualTo(bytes(forward));
        assertThat(bytes(parts)).isEqualTo(bytes(forward));
        DistinctCount copy = new DistinctCount();
        copy.mergeFrom(new BinaryReader(bytes(forward)));
        assertThat(bytes(copy)).isEqualTo(bytes(forward));
        assertThat(copy.estimate())
                .isEqualTo(forward.estimate())
                .isEqualTo(Math.round(library.getCompositeEstimate()))
                .isCloseTo(values, within(values / 20L));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 100, 3000})
    void merge_source_isNotSharedAfterwards(int values) {
        DistinctCount source = new DistinctCount();
        for (int i = 0; i < values; i++) {
            source.add(i);
        }
        byte[] before = bytes(source);
        DistinctCount target = new DistinctCount();
        target.merge(source);
        for (int i = 0; i < 50_000; i++) {
            target.add(-i - 1.0);
        }
        assertThat(bytes(source)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 77})
    void mergeFrom_damaged_isRefused(int hash) {
        BinaryWriter writer = new BinaryWriter();
        writer.writeUnsigned(50);
        for (int i = 0; i < 50; i++) {
            writer.writeFixed32(hash);
        }
        assertThatThrownBy(() -> new DistinctCount().mergeFrom(new BinaryReader(writer.toBytes())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(DistinctCount count) {
        BinaryWriter writer = new BinaryWriter();
        count.write(writer);
        return writer.toBytes();
    }
}
