/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.performance.Task;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReferenceReaderTest {

    private final MonitorSpecReader specs = new MonitorSpecReader();

    @Test
    void read_quotedCellsAndByteOrderMark_followsRfc4180() throws Exception {
        Reference reference =
                read("\uFEFFcity,n\r\n\"Bern, \"\"old\"\"\r\ntown\",1\r\nZürich,\r\n");

        FeatureProfile city = reference.profile("overall", "city");
        assertThat(city.categories()).containsOnlyKeys("Bern, \"old\"\uFFFD\uFFFDtown", "Zürich");
        assertThat(reference.profile("overall", "n").missing()).isEqualTo(1);
    }

    @Test
    void read_mixedColumn_isNumericIffHalfOfThePresentAreNumbers() throws Exception {
        Reference reference = read("a,b,c\n1,1,\nx,x,\n,y,\n");

        assertThat(reference.layout("a").kind()).isEqualTo(FeatureKind.NUMERIC);
        assertThat(reference.profile("overall", "a").typeMismatches(FeatureKind.NUMERIC))
                .isEqualTo(1);
        assertThat(reference.layout("b").kind()).isEqualTo(FeatureKind.CATEGORICAL);
        assertThat(reference.layout("b").categories()).containsExactly("1", "x", "y");
        assertThat(reference.layout("c")).as("without a value").isNull();
        assertThat(reference.profile("overall", "c")).isNull();
    }

    @Test
    void read_declaredKind_rules() throws Exception {
        Reference reference =
                read(
                        "code,age\n3.0,x\n4,7\n3,y\n",
                        "features: {code: {type: categorical, values: [9]}, age: {type: numeric, max: 6}}");

        assertThat(reference.layout("code").categories()).containsExactly("3", "4", "9");
        assertThat(reference.profile("overall", "code").categories())
                .containsEntry("3", 2L)
                .containsEntry("4", 1L);
        assertThat(reference.layout("age").kind()).isEqualTo(FeatureKind.NUMERIC);
        assertThat(reference.profile("overall", "age").outOfRange()).isEqualTo(1);
    }

    @Test
    void read_fewDistinctNumbers_stayNumeric() throws Exception {
        assertThat(read("f\n0\n1\n0\n1\n").layout("f").kind()).isEqualTo(FeatureKind.NUMERIC);
    }

    @Test
    void read_pythonBooleans_areTheEventsBooleans() throws Exception {
        Reference reference = read("f,g\nTrue,True\nFalse,maybe\nTrue,True\n");

        assertThat(reference.profile("overall", "f").categories())
                .containsEntry("true", 2L)
                .containsEntry("false", 1L);
        assertThat(reference.profile("overall", "g").categories()).containsEntry("True", 2L);
    }

    @Test
    void read_codesWithLeadingZeros_areTexts() throws Exception {
        assertThat(read("zip\n02134\n90210\n01001\n").layout("zip").categories())
                .containsExactly("01001", "02134", "90210");
    }

    @Test
    void read_oneRow_givesDefinedProfiles() throws Exception {
        Reference reference = read("a,b\n1.5,x\n");

        assertThat(reference.rows()).isEqualTo(1);
        assertThat(reference.profile("overall", "a").numeric().total()).isEqualTo(1);
        assertThat(reference.hasLabels()).isFalse();
    }

    @Test
    void read_notANumberAndInfinities_countAsWhatTheyAre() throws Exception {
        FeatureProfile profile = read("a\nNaN\ninf\n-Infinity\n1e300\n2\n").profile("overall", "a");

        assertThat(profile.notANumber()).isEqualTo(1);
        assertThat(profile.infinite()).isEqualTo(2);
        assertThat(profile.outOfRange()).isEqualTo(1);
        assertThat(profile.numeric().total()).isEqualTo(1);
        assertThat(read("a\nNaN\nNaN\n").layout("a").grid()).isNull();
    }

    @Test
    void read_tasks_areInferred() throws Exception {
        assertTask("label\n0\n1\n", Task.BINARY, List.of("0", "1"), "1");
        assertTask("label,prediction\nyes,no\nyes,yes\n", Task.BINARY, List.of("no", "yes"), "yes");
        assertTask("label\nTrue\nTrue\n", Task.BINARY, List.of("false", "true"), "true");
        assertTask("label\na\nb\nc\n", Task.MULTICLASS, List.of("a", "b", "c"), null);
        assertTask("label\n1\n2\n3\n", Task.REGRESSION, List.of(), null);
        assertTask("label\n1.5\n", Task.REGRESSION, List.of(), null);
        assertTask(
                "label,probability_1,probability_2,probability_3\n1,1,0,0\n2,0,1,0\n",
                Task.MULTICLASS,
                List.of("1", "2", "3"),
                null);
        assertTask(
                "prediction,probability\nno,0.1\nyes,0.9\n",
                Task.BINARY,
                List.of("no", "yes"),
                "yes");
        assertThat(read("prediction\n1\n2\n").decision()).isNull();
        assertThat(read("label\n1\n0\n", "task: regression").decision().task())
                .isEqualTo(Task.REGRESSION);
        assertThat(read("label\n1\n0\n", "classes: [1, 0]").decision().positiveClass())
                .isEqualTo("0");
    }

    @Test
    void read_featureCalledLikeAProbability_isKeptWhereTheSpecSaysSo() throws Exception {
        String csv = "probability_of_rain,label\n0.5,1.25\n7,2.5\n";

        assertThat(read(csv, "features: {probability_of_rain: }").features())
                .containsExactly("probability_of_rain");
        assertFault(
                csv,
                "reference.csv, row 3, column \"probability_of_rain\": expected a probability from 0 to 1, found \"7\"");
    }

    @Test
    void read_segments_haveRowsOfTheirOwn() throws Exception {
        Reference reference =
                read(
                        "f,metadata.region,n,label,prediction\n1,eu,1.0,1,2\n2,us,2,3,3\n3,,1,5,6\n4,eu,7,7,9\n",
                        """
                        segments: [metadata.region, n, metadata.other]
                        task: regression
                        features: {metadata.region: {values: [asia]}}
                        caps: {segments: 3}
                        """);

        assertThat(reference.profile("metadata.region=eu", "f").present()).isEqualTo(2);
        assertThat(reference.profile("metadata.region=(missing)", "f").present()).isEqualTo(1);
        assertThat(reference.profile("metadata.region=asia", "f").present()).isZero();
        assertThat(reference.profile("n=1", "f").present()).isEqualTo(2);
        assertThat(reference.profile("n=(other)", "f").present()).isEqualTo(2);
        assertThat(reference.profile("metadata.other=x", "f").present())
                .as("no column: overall")
                .isEqualTo(4);
        assertThat(reference.tally("metadata.region=eu").labelled()).isEqualTo(2);
        assertThat(reference.tally("n=(missing)").labelled()).isZero();
        assertThat(reference.features()).doesNotContain("metadata.region");
    }

    @Test
    void read_onlyListedAndCaps_leaveColumnsOut() throws Exception {
        assertThat(read("a,b,c\n1,2,3\n", "features: {b: }\nonly_listed: true").features())
                .containsExactly("b");
        Reference capped = read("a,b,c\n1,2,3\n", "caps: {features: 2}");
        assertThat(capped.features()).containsExactly("a", "b");
        assertThat(capped.cutFeatures()).containsExactly("c");
    }

    @Test
    void read_manyCategories_keepsTheFrequentOnes() throws Exception {
        Reference reference = read("c\na\nb\nb\nc\nd\nd\n", "caps: {categories: 3}");

        assertThat(reference.layout("c").categories()).containsExactly("a", "b", "d");
        assertThat(reference.profile("overall", "c").newValues()).isEqualTo(1);
    }

    @Test
    void read_badFiles_sayWhereAndWhy() {
        assertFault("", "reference.csv: the file is empty; expected a header");
        assertFault("a,b\n", "reference.csv: has a header, but no rows");
        assertFault("\n", "reference.csv, row 1: expected a header, found a blank line");
        assertFault("a,,c\n1,2,3\n", "reference.csv, row 1: the name of column 2 is empty");
        assertFault(
                "a,a\n1,2\n",
                "reference.csv, row 1, column \"a\": the header has this column twice");
        assertFault(
                "a, b\n1,2\n",
                "reference.csv, row 1, column \" b\": the name of column 2 has spaces around it");
        assertFault(
                "@error\n1\n",
                "reference.csv, row 1, column \"@error\": names that begin with @ are Tidemark's own");
        assertFault(
                "1,2\n3,4\n",
                "reference.csv, row 1: expected a header with names, found numbers only");
        assertFault(
                "a;b\n1;2\n",
                "reference.csv, row 1: has one column; expected cells that are separated by commas");
        assertFault(
                "a,b\n1,2\n3\n", "reference.csv, row 3: has 1 cells, but the header has 2 columns");
        assertFault(
                "a,b\n1,2\n3,4,5\n",
                "reference.csv, row 3: has 3 cells, but the header has 2 columns");
        assertFault(
                "a,b\n1,\"2\n3,4\n",
                "reference.csv, row 2: is not CSV as RFC 4180 has it: a quoted cell does not end properly");
        assertFault(
                "a,b\n1,\"2\"x\n3,4\n",
                "reference.csv, row 2: is not CSV as RFC 4180 has it: a quoted cell does not end properly");
        assertFault(
                "label,probability\n1,0.5\n0,1.5\n",
                "reference.csv, row 3, column \"probability\": expected a probability from 0 to 1, found \"1.5\"");
        assertFault(
                "label,probability\n1,high\n",
                "reference.csv, row 2, column \"probability\": expected a probability from 0 to 1, found \"high\"");
        assertFault(
                "label,prediction\n1,2\n2,3\n3,x\n",
                "reference.csv, row 4, column \"prediction\": expected a number, since the task is regression, found \"x\"");
    }

    @Test
    void read_labelsAgainstTheSpec_areRefused() {
        assertThatThrownBy(() -> read("label\na\nb\nc\n", "task: binary"))
                .hasMessage(
                        "reference.csv, column \"label\": the task is binary, but there are 3 different labels, \"c\" among them");
        assertThatThrownBy(() -> read("label\na\nb\n", "classes: [no, yes]"))
                .hasMessage(
                        "reference.csv, column \"label\": no label is one of the spec's classes [no, yes]; found \"a\"");
        assertThatThrownBy(() -> read("label\n1\nx\n", "task: regression"))
                .hasMessage(
                        "reference.csv, row 3, column \"label\": expected a number, since the task is regression, found \"x\"");
    }

    @Test
    void read_malformedUtf8_namesTheRow() {
        byte[] head = "city,n\nBern,1\nGen".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head);
        bytes.write(0xE8);
        bytes.writeBytes("ve,2\nBasel,3\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> read(bytes.toByteArray(), ""))
                .hasMessage("reference.csv, row 3, column \"city\": is not UTF-8");
        assertThatThrownBy(() -> read("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16), ""))
                .hasMessage("reference.csv, row 1: is not UTF-8");
    }

    @Test
    void read_anyBytes_givesAReferenceOrAFault() throws Exception {
        long seed = 20260712;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String alphabet = "ab,,,\n\n\r\"\"01.-e\u00e9;NaN";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text =
                    new StringBuilder(random.nextBoolean() ? "label,prediction,f\n" : "");
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(bytes, "").rows()).isPositive();
            } catch (InvalidReference expected) {
                assertThat(expected).hasMessageStartingWith("reference.csv");
            }
        }
    }

    @Test
    void read_failingStream_isNoFaultOfTheFile() {
        InputStream failing =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return read();
                    }
                };
        assertThatThrownBy(
                        () ->
                                new ReferenceReader(MonitorSpec.ofDefaults("m"))
                                        .read(failing, "reference.csv"))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    private void assertTask(String csv, Task task, List<String> classes, String positive)
            throws Exception {
        Reference reference = read(csv);
        assertThat(reference.decision().task()).as(csv).isEqualTo(task);
        assertThat(reference.decision().classes()).as(csv).isEqualTo(classes);
        assertThat(reference.decision().positiveClass()).as(csv).isEqualTo(positive);
    }

    private void assertFault(String csv, String message) {
        assertThatThrownBy(() -> read(csv))
                .isInstanceOf(InvalidReference.class)
                .hasMessage(message);
    }

    private Reference read(String csv) throws Exception {
        return read(csv, "");
    }

    private Reference read(String csv, String spec) throws Exception {
        return read(csv.getBytes(StandardCharsets.UTF_8), spec);
    }

    private Reference read(byte[] csv, String spec) throws Exception {
        MonitorSpec parsed = specs.read("model_id: m\n" + spec);
        return new ReferenceReader(parsed).read(new ByteArrayInputStream(csv), "reference.csv");
    }
}
