/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedArrivalsTest {
    @TempDir private Path directory;

    private Path predictions(String... times) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            lines.add(
                    switch (times[i]) {
                        case "bad" -> "{";
                        case "none" ->
                                "{\"id\":\"p%d\",\"model\":\"m\",\"prediction\":1}".formatted(i);
                        default ->
                                "{\"id\":\"p%d\",\"model\":\"m\",\"prediction\":1,\"timestamp\":%s}"
                                        .formatted(i, times[i]);
                    });
        }
        return Files.write(directory.resolve("p.jsonl"), lines);
    }

    private Path labels(long... times) throws IOException {
        List<String> lines = new ArrayList<>();
        for (long time : times) {
            lines.add("{\"id\":\"p\",\"label\":1,\"timestamp\":%d}".formatted(time));
        }
        return Files.write(directory.resolve("f.jsonl"), lines);
    }

    private static List<String> read(Path predictions, Path labels, int index, int of)
            throws IOException {
        List<String> read = new ArrayList<>();
        try (MergedArrivals arrivals = new MergedArrivals(predictions, labels, index, of)) {
            for (Arrival next = arrivals.next(); next != null; next = arrivals.next()) {
                assertThat(next.recordTimestamp).isEqualTo(next.timestamp());
                String what =
                        next.prediction != null
                                ? next.prediction.predictionId
                                : next.feedback != null ? "label" : "bad " + next.deadLetter.offset;
                read.add(next.timestamp() + " " + what);
            }
        }
        return read;
    }

    @Test
    void next_beforeTheEpoch_aBadFirstLineHoldsNothingBack() throws IOException {
        Path predictions = predictions("bad", "none", "-5000", "-3000");
        assertThat(read(predictions, labels(-4000, -1000), 0, 1))
                .containsExactly(
                        "-5000 bad 0",
                        "-5000 p1",
                        "-5000 p2",
                        "-4000 label",
                        "-3000 p3",
                        "-1000 label");
    }

    @Test
    void next_anyNumberOfParts_theSameArrivalsAtTheSameTimesInOrder() throws IOException {
        Path predictions =
                predictions(
                        "10", "bad", "none", "20", "bad", "none", "bad", "bad", "30", "40", "none");
        Path labels = labels(15, 25, 35, 45);
        List<String> whole = read(predictions, labels, 0, 1);
        assertThat(whole)
                .contains("10 bad 1", "10 p2", "20 bad 4", "20 p5", "20 bad 7", "40 p10")
                .hasSize(15);
        for (int of = 2; of <= 5; of++) {
            List<String> dealt = new ArrayList<>();
            for (int index = 0; index < of; index++) {
                List<String> part = read(predictions, labels, index, of);
                assertThat(part)
                        .extracting(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                        .isSorted();
                dealt.addAll(part);
            }
            assertThat(dealt).containsExactlyInAnyOrderElementsOf(whole);
        }
    }

    @Test
    void next_noLineHasATime_allAreOfTheEpoch() throws IOException {
        assertThat(read(predictions("none", "bad"), null, 0, 1)).containsExactly("0 p0", "0 bad 1");
    }
}
