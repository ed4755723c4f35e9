/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Names over many events, through the decoder that uses them. */
class NameDictionaryTest {
    private final PredictionDecoder decoder =
            new PredictionDecoder(EventLimits.defaults(), EventTimeBounds.any());

    private PredictionEvent decode(String features) throws RejectedEvent {
        String json = "{'id':'p','model':'m','prediction':1,'features':{" + features + "}}";
        return decoder.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 0);
    }

    @Test
    void decode_namesInEveryOrder_keepTheirValues() throws RejectedEvent {
        assertThat(decode("'a':1,'b':2,'c':3").features.names).startsWith("a", "b", "c");
        assertThat(decode("'c':1,'a':2,'b':3").features.names).startsWith("c", "a", "b");
        assertThat(decode("'b':1,'x':{'a':2},'a':3").features.names).startsWith("b", "x.a", "a");
        assertThat(decode("'x':{'a':2,'b':1},'a':3").features.names).startsWith("x.a", "x.b", "a");
    }

    @Test
    void decode_onePathTwoWays_isOneString() throws RejectedEvent {
        String nested = decode("'a':{'b':1}").features.names[0];
        String flat = decode("'a.b':1").features.names[0];
        assertThat(nested).isEqualTo("a.b").isSameAs(flat);
    }

    /**
     * Names and texts are recognised where they stand, so that their surroundings must not matter.
     */
    @Test
    void decode_anyWhiteSpace_sameValues() throws RejectedEvent {
        String event =
                "{'id':'p','model':'m','features':{'a':'text','b':2.5,'c':{'a':'text','d':'b'},"
                        + "'e':'','f':'a'},'prediction':'text','metadata':{'a':'text','a ':'a'}}";
        String[] layouts = {
            event,
            event.replace(",'", ", '").replace(":", ": "),
            event.replace("{", "{\n  ").replace(",'", "\r\n\t,'").replace(":", " \n: \t "),
            event.replace(":'", ":   '").replace("}", "  }\n"),
            event.replace("'a':", "'\\u0061':")
        };
        for (int round = 0; round < 200; round++) {
            String json = layouts[round % layouts.length].replace('\'', '"');
            PredictionEvent read = decoder.decode(json.getBytes(StandardCharsets.UTF_8), 0);
            assertThat(read.features.names).startsWith("a", "b", "c.a", "c.d", "e", "f");
            assertThat(read.features.texts).startsWith("text", null, "text", "b", "", "a");
            assertThat(read.features.numbers[1]).isEqualTo(2.5);
            assertThat(read.predictionText).isEqualTo("text");
            assertThat(read.metadata.names).startsWith("a", "a ");
            assertThat(read.metadata.texts).startsWith("text", "a");
        }
    }

    @Test
    void decode_moreNamesThanAreKept_stillSeesRepeats() throws RejectedEvent {
        for (int event = 0; event < 20_000; event++) {
            decode("'n" + event + "':1");
        }
        assertThat(decode("'n1':1,'n2':2").features.size).isEqualTo(2);
        RejectedEvent rejected =
                catchThrowableOfType(RejectedEvent.class, () -> decode("'n1':1,'n2':2,'n1':1"));
        assertThat(rejected.reason()).isEqualTo(DeadLetterReason.DUPLICATE_KEY);
    }
}
