/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What the join keeps and sends is of types that Flink serialises itself. */
class JoinStateTest {
    @Test
    void types_withGenericTypesForbidden_haveSerializers() {
        for (Class<?> type :
                List.of(
                        JoinEntry.class,
                        TallyChange.class,
                        PredictionChange.class,
                        JoinOutcome.class)) {
            assertThat(TypeInformation.of(type)).isInstanceOf(PojoTypeInfo.class);
            assertThat(serializer(type)).isNotNull();
        }
    }

    @Test
    void serializer_entryWithAbsentParts_comesBackAsItWas() throws IOException {
        JoinEntry entry = new JoinEntry();
        PredictionSlot slot = Pairs.predicted("yes");
        slot.segments = new String[] {"region=eu"};
        entry.predictions.add(slot);
        LabelCandidate label = Pairs.label(3);
        entry.labels.add(label);
        TypeSerializer<JoinEntry> serializer = serializer(JoinEntry.class);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(entry, out);
        System.out.println("bytes of an entry with one pair: " + out.length());
        JoinEntry read = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(read).usingRecursiveComparison().isEqualTo(entry);
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        return TypeInformation.of(type).createSerializer(new SerializerConfigImpl(configuration));
    }
}
