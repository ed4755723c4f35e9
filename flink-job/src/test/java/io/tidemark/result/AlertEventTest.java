/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertEventTest {
    private static final long START = 1_795_219_200_000L; // 2026-11-21T00:00:00Z
    private static final long HOUR = 3_600_000;

    @Test
    void toJson_firingAndResolved_fitTheSchema() throws Exception {
        assertThat(faults(alert(AlertEvent.FIRING, null).toJson())).isEmpty();
        assertThat(faults(alert(AlertEvent.RESOLVED, START + 2 * HOUR + 5).toJson())).isEmpty();
    }

    @Test
    void toJson_example_isThisVeryText() {
        assertThat(alert(AlertEvent.FIRING, null).toJson())
                .isEqualTo(
                        "{\"alert_id\":\"id\",\"fingerprint\":\"print\",\"status\":\"firing\","
                                + "\"kind\":\"drift\",\"severity\":\"medium\",\"model_id\":\"fare\","
                                + "\"model_version\":\"v1\",\"rule\":\"feature_drift\",\"metric\":\"ks\","
                                + "\"feature\":\"km\",\"segment\":\"overall\",\"window\":{\"name\":\"1h\","
                                + "\"start\":\"2026-11-21T00:00:00Z\",\"end\":\"2026-11-21T01:00:00Z\"},"
                                + "\"value\":0.25,\"threshold\":null,\"baseline\":\"reference\","
                                + "\"started_at\":\"2026-11-21T01:00:00Z\",\"resolved_at\":null,"
                                + "\"summary\":\"km has drifted.\",\"evidence\":{\"sample_size\":100},"
                                + "\"runbook_url\":null,\"dashboard_url\":null,\"transition\":1}");
    }

    @Test
    void schema_whatIsNoAlert_isRefused() throws Exception {
        String good = alert(AlertEvent.FIRING, null).toJson();
        assertThat(faults(good.replace("\"firing\"", "\"burning\""))).isNotEmpty();
        assertThat(faults(good.replace("\"firing\"", "\"resolved\""))).isNotEmpty();
        assertThat(faults(good.replace("\"medium\"", "\"huge\""))).isNotEmpty();
        assertThat(faults(good.replace("\"metric\":\"ks\",", ""))).isNotEmpty();
        assertThat(faults(good.replace("T01:00:00Z", " 01:00"))).isNotEmpty();
        assertThat(faults(good.replace("{\"sample_size\":100}", "7"))).isNotEmpty();
        assertThat(faults(good.replace("\"kind\"", "\"sort\""))).isNotEmpty();
    }

    static AlertEvent alert(String status, Long resolvedAtMillis) {
        return new AlertEvent(
                "id",
                "print",
                status,
                "drift",
                "medium",
                "fare",
                "v1",
                "feature_drift",
                "ks",
                "km",
                "overall",
                "1h",
                START,
                START + HOUR,
                0.25,
                null,
                "reference",
                START + HOUR,
                resolvedAtMillis,
                "km has drifted.",
                "{\"sample_size\": 100}",
                null,
                null);
    }

    private static Set<ValidationMessage> faults(String json) throws Exception {
        try (InputStream in =
                AlertEventTest.class.getResourceAsStream("/schema/alert.schema.json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
            return schema.validate(json, InputFormat.JSON);
        }
    }
}
