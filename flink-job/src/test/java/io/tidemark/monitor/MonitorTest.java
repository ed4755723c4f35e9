/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.event.ShortestForm;
import io.tidemark.performance.Task;
import io.tidemark.profile.FeatureKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorTest {

    private static final String CSV =
            """
            temp,city,hour,metadata.region,prediction,probability,label
            1.5,Bern,1,eu,yes,0.9,yes
            2.5,Bern,2,eu,no,0.1,no
            3.5,Basel,3.0,us,no,0.2,yes
            4.5,,1,,yes,0.7,yes
            """;

    @Test
    void segmentsOf_event_givesOneSegmentForEachName() throws Exception {
        Monitor monitor =
                monitor(
                        "segments: [city, hour, metadata.region, open]\nfeatures: {open: {values: [true, 2.50]}}",
                        CSV);
        PredictionEvent event = new PredictionEvent();
        event.features = new NamedValues();
        event.features.addText("city", "Basel");
        event.features.addNumber("hour", 3);
        event.features.addBoolean("open", true);
        event.metadata = new NamedValues();
        event.metadata.addText("region", "mars");

        assertThat(monitor.segmentsOf(event))
                .containsExactly("city=Basel", "hour=3", "metadata.region=(other)", "open=true");
        event.features = new NamedValues();
        event.features.addNumber("open", 2.5);
        event.features.addMissing("hour");
        event.features.addNumber("city", Double.NaN);
        event.metadata = null;
        assertThat(monitor.segmentsOf(event))
                .containsExactly(
                        "city=(other)", "hour=(missing)", "metadata.region=(missing)", "open=2.5");
        event.features = null;
        assertThat(monitor.segmentsOf(event)).allMatch(segment -> segment.endsWith("=(missing)"));
        assertThat(monitor.segments())
                .contains("city=Bern", "city=(other)", "city=(missing)", "hour=1", "open=true");
    }

    @Test
    void segmentsOf_arrayFeatures_goesByPosition() throws Exception {
        PredictionEvent event = new PredictionEvent();
        event.features = new NamedValues();
        event.features.addNumber(null, 7);
        event.features.addText(null, "Bern");

        assertThat(monitor("segments: [city]\nfeature_order: [temp, city]", CSV).segmentsOf(event))
                .containsExactly("city=Bern");
        assertThat(
                        monitor(
                                        "segments: ['[1]', '[2]']\nfeatures: {'[1]': {values: [Bern]}}",
                                        null)
                                .segmentsOf(event))
                .containsExactly("[1]=Bern", "[2]=(missing)");
    }

    @Test
    void segmentsOf_noSegments_isEmpty() throws Exception {
        assertThat(Monitor.ofDefaults().segmentsOf(new PredictionEvent())).isEmpty();
    }

    @Test
    void segmentsOf_manyKnownNumbers_findsEachAndNoOther() throws Exception {
        StringBuilder csv = new StringBuilder("n\n");
        for (int i = -500; i < 500; i++) {
            csv.append(i / 8.0).append('\n');
        }
        Monitor monitor = monitor("segments: [n]\ncaps: {segments: 1000}", csv.toString());
        PredictionEvent event = new PredictionEvent();
        for (int i = -1000; i < 1000; i++) {
            event.features = new NamedValues();
            event.features.addNumber("n", i / 8.0 + 0.0);
            String expected = i < -500 || i >= 500 ? "n=(other)" : "n=" + ShortestForm.of(i / 8.0);
            assertThat(monitor.segmentsOf(event)).containsExactly(expected);
        }
    }

    @Test
    void of_reference_layoutsTaskAndClassesComeFromIt() throws Exception {
        Monitor monitor = monitor("segments: [city]", CSV);

        assertThat(monitor.task()).isEqualTo(Task.BINARY);
        assertThat(monitor.classes()).containsExactly("no", "yes");
        assertThat(monitor.positiveClass()).isEqualTo("yes");
        assertThat(monitor.expectedFeatures()).containsExactly("temp", "city", "hour");
        assertThat(monitor.layout("temp")).isEqualTo(monitor.reference().layout("temp"));
        assertThat(monitor.layout("@prediction").categories()).containsExactly("no", "yes");
        assertThat(monitor.layout("@probability").grid()).isNotNull();
        assertThat(monitor.layout("@error").kind()).isEqualTo(FeatureKind.CATEGORICAL);
        assertThat(monitor.layout("@label").retractable()).isTrue();
        assertThat(monitor.layout("unheard of").kind()).isEqualTo(FeatureKind.UNDECLARED);
        assertThat(monitor.tallyLayout().hash())
                .isEqualTo(monitor.reference().tallyLayout().hash());
    }

    @Test
    void of_noReference_followsTheSpec() throws Exception {
        Monitor monitor =
                monitor(
                        """
                        task: multiclass
                        classes: [low, mid, high]
                        features: {t: {type: numeric, max: 9}, c: {values: [a]}, u: }
                        feature_order: [t, x]
                        watch: [metadata.memory]
                        """,
                        null);

        assertThat(monitor.expectedFeatures())
                .containsExactly("t", "c", "u", "x", "metadata.memory");
        assertThat(monitor.layout("t").maximum()).isEqualTo(9);
        assertThat(monitor.layout("t").minimum()).isNaN();
        assertThat(monitor.layout("c").categories()).containsExactly("a");
        assertThat(monitor.layout("u").kind()).isEqualTo(FeatureKind.UNDECLARED);
        assertThat(monitor.layout("@prediction").categories()).contains("low", "mid", "high");
        assertThat(monitor.classes()).containsExactly("low", "mid", "high");
        assertThat(monitor.tallyLayout().task()).isEqualTo(Task.MULTICLASS);
        assertThat(monitor.windows().baselineWindow().name()).isEqualTo("1h");
        assertThat(Monitor.ofDefaults().task()).isNull();
    }

    @Test
    void watches_onlyListed_leavesTheRestOut() throws Exception {
        Monitor monitor =
                monitor("only_listed: true\nfeatures: {t: }\nwatch: [metadata.memory]", null);

        assertThat(monitor.watches("t")).isTrue();
        assertThat(monitor.watches("metadata.memory")).isTrue();
        assertThat(monitor.watches("@prediction")).isTrue();
        assertThat(monitor.watches("x")).isFalse();
        assertThat(Monitor.ofDefaults().watches("x")).isTrue();
    }

    @Test
    void of_hiddenBaselineWouldNeedAShortPane_isRefused() {
        assertThatThrownBy(() -> monitor("windows: [11s]", null))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageStartingWith("windows: the pane");
    }

    @Test
    void probability_forms_giveThePositiveOrTheLargest() throws Exception {
        Monitor binary = monitor("", CSV);
        Monitor open = Monitor.ofDefaults();
        PredictionEvent event = new PredictionEvent();
        assertThat(binary.probability(event)).isNaN();

        event.probabilityForm = PredictionEvent.PROBABILITY_ARRAY;
        event.probabilities = new double[] {0.7, 0.3};
        assertThat(binary.probability(event)).isEqualTo(0.3);
        assertThat(open.probability(event)).isEqualTo(0.7);
        event.probabilityForm = PredictionEvent.PROBABILITY_OBJECT;
        event.probabilityClasses = new String[] {"maybe", "yes"};
        assertThat(binary.probability(event)).isEqualTo(0.3);
        event.probabilityClasses = new String[] {"maybe", "no"};
        assertThat(binary.probability(event)).isNaN();
        event.probabilityForm = PredictionEvent.PROBABILITY_NUMBER;
        event.probabilities = new double[] {0.4};
        assertThat(binary.probability(event)).isEqualTo(0.4);
    }

    @Test
    void driftMethods_always_holdTheDecidingOnes() throws Exception {
        Monitor monitor = monitor("drift: {numeric: [psi], categorical: []}", null);

        assertThat(monitor.driftMethods(FeatureKind.NUMERIC))
                .isEqualTo(List.of("ks", "wasserstein", "psi"));
        assertThat(monitor.driftMethods(FeatureKind.CATEGORICAL))
                .isEqualTo(List.of("chi_square", "jensen_shannon"));
    }

    @Test
    void serialize_monitor_keepsEverything() throws Exception {
        Monitor monitor = monitor("segments: [city]", CSV);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Monitors(List.of(monitor)));
        }
        Monitor copy;
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = ((Monitors) in.readObject()).monitor("m", 0);
        }

        assertThat(copy.spec()).isEqualTo(monitor.spec());
        assertThat(copy.windows()).isEqualTo(monitor.windows());
        assertThat(copy.segments()).isEqualTo(monitor.segments());
        assertThat(copy.reference().profile("city=Bern", "temp").toBytes())
                .isEqualTo(monitor.reference().profile("city=Bern", "temp").toBytes());
        assertThat(copy.reference().tally("overall").toBytes())
                .isEqualTo(monitor.reference().tally("overall").toBytes());
    }

    @Test
    void effectiveFromMillis_givenInThePane_isRoundedUp() throws Exception {
        assertThat(monitor("effective_from: 1970-01-02T05:00:00Z", null).effectiveFromMillis())
                .isEqualTo(2 * Durations.DAY_MILLIS);
        assertThat(monitor("", null).effectiveFromMillis()).isEqualTo(Long.MIN_VALUE);
    }

    private static Monitor monitor(String spec, String csv) throws Exception {
        MonitorSpec parsed = new MonitorSpecReader().read("model_id: m\n" + spec);
        Reference reference =
                csv == null
                        ? null
                        : new ReferenceReader(parsed)
                                .read(
                                        new ByteArrayInputStream(
                                                csv.getBytes(StandardCharsets.UTF_8)),
                                        "reference.csv");
        return Monitor.of(parsed, reference);
    }
}
