/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One case of {@code oracles/univariate.json}, which keeps account of the fields compared. */
final class OracleCase {
    private static final double EXACT = 1e-9;
    private static final double P_VALUE = 1e-6;

    final String name;
    final JsonNode json;
    private final Set<String> open = new TreeSet<>();
    private int compared;

    private OracleCase(JsonNode json) {
        this.json = json;
        name = json.get("name").asText();
        collect("", json.get("expected"));
    }

    static List<OracleCase> all(String kind) throws IOException {
        try (InputStream in = OracleCase.class.getResourceAsStream("/oracles/univariate.json")) {
            List<OracleCase> cases = new ArrayList<>();
            for (JsonNode oracle : new ObjectMapper().readTree(in).get("cases")) {
                if (oracle.get("kind").asText().equals(kind)) {
                    cases.add(new OracleCase(oracle));
                }
            }
            assertThat(cases).isNotEmpty();
            return cases;
        }
    }

    double[] numbers(String side) {
        return doubles(json.get(side));
    }

    Map<String, Long> counts(String side) {
        Map<String, Long> counts = new TreeMap<>();
        json.get(side).properties().forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
        return counts;
    }

    boolean has(String path) {
        return open.contains(path);
    }

    JsonNode expected(String path) {
        return json.get("expected").at(path);
    }

    /** Fields nobody has compared. */
    Set<String> left() {
        return open;
    }

    int compared() {
        return compared;
    }

    void exact(String path, Double actual) {
        compare(path, actual, EXACT);
    }

    void exactIfThere(String path, Double actual) {
        if (has(path)) {
            compare(path, actual, EXACT);
        }
    }

    void pValueIfThere(String path, Double actual) {
        if (has(path)) {
            compare(path, actual, P_VALUE);
        }
    }

    void list(String path, double[] actual) {
        assertThat(open.remove(path)).as(name + " " + path).isTrue();
        compared++;
        assertThat(actual).as(name + " " + path).isEqualTo(doubles(expected(path)));
    }

    private void compare(String path, Double actual, double relative) {
        String what = name + " " + path;
        assertThat(open.remove(path)).as(what).isTrue();
        compared++;
        JsonNode node = expected(path);
        if (node.isNull()) {
            assertThat(actual).as(what).isNull();
            return;
        }
        double value = node.asDouble();
        double tolerance = StrictMath.max(relative * StrictMath.abs(value), 1e-12);
        assertThat(actual).as(what).isCloseTo(value, within(tolerance));
        // SciPy has this one as 1 less a probability: of a small one little is left
        boolean isDifference = path.startsWith("/cramer_von_mises");
        if (relative == P_VALUE && value > 1e-300 && !isDifference) {
            // deep tails are compared too: better than the absolute tolerance asks
            assertThat(actual / value).as(what).isCloseTo(1, within(relative));
        }
    }

    private void collect(String path, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(e -> collect(path + "/" + e.getKey(), e.getValue()));
        } else {
            open.add(path);
        }
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }
}
