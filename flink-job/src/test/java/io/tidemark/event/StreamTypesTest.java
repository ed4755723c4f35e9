/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Flink serialises what arrives by itself, without its generic fallback. */
class StreamTypesTest {
    @Test
    void arrival_eachKind_survivesFlinksPojoSerializer() throws IOException, RejectedEvent {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeInformation<Arrival> type = TypeInformation.of(Arrival.class);
        assertThat(type).isInstanceOf(PojoTypeInfo.class);
        TypeSerializer<Arrival> serializer = type.createSerializer(config);

        byte[] value =
                ("{\"id\":\"p\",\"model\":\"m\",\"prediction\":1,\"latency_ms\":8,\"features\":[1,\"x\",null],"
                                + "\"probability\":{\"a\":0.5}}")
                        .getBytes(StandardCharsets.UTF_8);
        PredictionEvent event =
                new PredictionDecoder(EventLimits.defaults(), EventTimeBounds.any())
                        .decode(value, 5);
        Arrival copy = roundTrip(serializer, Arrival.of(event, 5));
        assertThat(copy).usingRecursiveComparison().isEqualTo(Arrival.of(event, 5));
        assertThat(copy.timestamp()).isEqualTo(5);

        RejectedEvent rejected = new RejectedEvent(DeadLetterReason.EMPTY, "nothing", null);
        DeadLetter letter = DeadLetter.of(rejected, null, value, 10).from("t", 1, 2, 3);
        assertThat(roundTrip(serializer, Arrival.of(letter, 3)))
                .usingRecursiveComparison()
                .isEqualTo(Arrival.of(letter, 3));
    }

    private static Arrival roundTrip(TypeSerializer<Arrival> serializer, Arrival arrival)
            throws IOException {
        DataOutputSerializer output = new DataOutputSerializer(256);
        serializer.serialize(arrival, output);
        return serializer.deserialize(new DataInputDeserializer(output.getCopyOfBuffer()));
    }
}
