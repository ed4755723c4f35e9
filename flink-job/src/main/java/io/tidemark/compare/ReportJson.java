/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.tidemark.alert.FeatureJudgement;
import io.tidemark.drift.multivariate.Contribution;
import io.tidemark.drift.multivariate.MultivariateResult;
import io.tidemark.result.FeatureDriftRow;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/**
 * A report as one JSON object, as {@code docs/contract.md} has it. What is undefined is null, never
 * NaN; doubles have the fewest digits that read back to the same bits.
 */
public final class ReportJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private ReportJson() {}

    /** The report on one line. */
    public static String of(CompareReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("features");
            for (ComparedFeature feature : report.features()) {
                write(json, feature);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("model");
            for (MultivariateResult result : report.model()) {
                write(json, result);
            }
            json.writeEndArray();
            number(json, "drifted_share", report.driftedShare());
            json.writeBooleanField("drifted", report.isDrifted());
            number(json, "false_discovery_rate", report.level());
            json.writeBooleanField("exact", report.isExact());
            file(json, "reference", report.reference(), report.referenceRows());
            file(json, "current", report.current(), report.currentRows());
            texts(json, "notes", report.notes());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing into memory failed", e);
        }
        return text.toString();
    }

    private static void file(JsonGenerator json, String name, String file, long rows)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("file", file);
        json.writeNumberField("rows", rows);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ComparedFeature feature) throws IOException {
        json.writeStartObject();
        json.writeStringField("feature", feature.feature());
        json.writeStringField("kind", feature.comparison().kind().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("drifted", feature.isDrifted());
        texts(json, "reasons", feature.reasons());
        json.writeNumberField("count", feature.quality().present());
        json.writeNumberField("missing", feature.quality().missing());
        json.writeNumberField("type_mismatches", feature.quality().mismatches());
        json.writeNumberField("reference_count", feature.referenceQuality().present());
        json.writeNumberField("reference_missing", feature.referenceQuality().missing());
        json.writeNumberField("reference_type_mismatches", feature.referenceQuality().mismatches());
        json.writeArrayFieldStart("methods");
        for (FeatureDriftRow row : feature.rows()) {
            write(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, FeatureDriftRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("method", row.method());
        number(json, "statistic", row.statistic());
        number(json, "lower", row.lower());
        number(json, "upper", row.upper());
        number(json, "p_value", row.pValue());
        number(json, "p_decision", row.pDecision());
        json.writeStringField("role", row.role());
        bool(json, "drifted", row.isDrifted());
        boolean decides = row.role().equals(FeatureJudgement.DECIDES);
        number(json, "threshold", decides ? row.pThreshold() : row.effectFloor());
        number(json, "p_threshold", row.pThreshold());
        number(json, "effect_floor", row.effectFloor());
        texts(json, "reasons", row.reasons());
        json.writeNumberField("sample_size", row.sampleSize());
        json.writeNumberField("baseline_size", row.baselineSize());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, MultivariateResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("method", result.method());
        number(json, "statistic", result.statistic());
        number(json, "lower", result.lower());
        number(json, "upper", result.upper());
        number(json, "p_value", result.pValue());
        number(json, "p_decision", result.pDecision());
        json.writeStringField("role", result.role());
        bool(json, "drifted", result.isDrifted());
        Double threshold = result.pThreshold();
        number(json, "threshold", threshold == null ? result.effectFloor() : threshold);
        number(json, "p_threshold", result.pThreshold());
        number(json, "effect_floor", result.effectFloor());
        texts(json, "reasons", result.reasons());
        json.writeArrayFieldStart("moved");
        for (Contribution moved : result.moved()) {
            json.writeStartObject();
            json.writeStringField("feature", moved.feature());
            number(json, "share", moved.share());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("sample_size", result.sampleSize());
        json.writeNumberField("baseline_size", result.baselineSize());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, Double value) throws IOException {
        json.writeFieldName(name);
        if (value == null || !Double.isFinite(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value + 0.0);
        }
    }

    private static void bool(JsonGenerator json, String name, Boolean value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeBoolean(value);
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> values)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
