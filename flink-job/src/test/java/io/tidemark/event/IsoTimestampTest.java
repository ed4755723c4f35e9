/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against java.time, and the forms that it does not read. */
class IsoTimestampTest {
    private static final long SEED = 7;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-21 | 2026-11-21T00:00:00Z",
                "2026-11-21T06 | 2026-11-21T06:00:00Z",
                "2026-11-21 06:34 | 2026-11-21T06:34:00Z",
                "2026-11-21 06:34:12 | 2026-11-21T06:34:12Z",
                "2026-11-21t06:34:12z | 2026-11-21T06:34:12Z",
                "2026-11-21T06:34:12.3 | 2026-11-21T06:34:12.300Z",
                "2026-11-21T06:34:12,3456 | 2026-11-21T06:34:12.345Z",
                "2026-11-21T06:34:12.999999999Z | 2026-11-21T06:34:12.999Z",
                "1969-12-31T23:59:59.999999 | 1969-12-31T23:59:59.999Z",
                "2026-11-21T06:34:12+05:30 | 2026-11-21T01:04:12Z",
                "2026-11-21T06:34:12-0530 | 2026-11-21T12:04:12Z",
                "2026-11-21T06:34+18 | 2026-11-20T12:34:00Z",
                "2026-11-21T06-03 | 2026-11-21T09:00:00Z",
                "2024-02-29 | 2024-02-29T00:00:00Z",
                "2000-02-29 | 2000-02-29T00:00:00Z",
                "0001-01-01 | 0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999 | 9999-12-31T23:59:59.999Z"
            })
    void parse_form_isRead(String text, String expected) {
        assertThat(Instant.ofEpochMilli(parse(text))).isEqualTo(Instant.parse(expected.trim()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-11",
                "2026-1-1",
                "20261121",
                "2026-11-21T",
                "2026-11-21Z",
                "2026-11-21T6",
                "2026-11-21T06:",
                "2026-11-21T06:3",
                "2026-11-21T06:34:",
                "2026-11-21T06:34:1",
                "2026-11-21T06:34:12.",
                "2026-11-21T06:34:12.1234567890",
                "2026-11-21T06:34:12.Z",
                "2026-11-21T06:34.5",
                "2026-11-21T24:00",
                "2026-11-21T06:60",
                "2026-11-21T06:34:60",
                "2026-00-21",
                "2026-13-21",
                "2026-11-00",
                "2026-11-31",
                "2026-02-29",
                "1900-02-29",
                "2026-11-21T06:34:12+",
                "2026-11-21T06:34:12+1",
                "2026-11-21T06:34:12+1:00",
                "2026-11-21T06:34:12+01:60",
                "2026-11-21T06:34:12+18:01",
                "2026-11-21T06:34:12+01:00:00",
                "2026-11-21T06:34:12 Z",
                "2026-11-21T06:34:12ZZ",
                "2026-11-21T06:34:12 UTC",
                "2026-11-21  06:34",
                " 2026-11-21",
                "2026-11-21 ",
                "-2026-11-21",
                "+2026-11-21",
                "0000-12-31",
                "0001-01-01T00:00+01:00",
                "9999-12-31T23:59-01:00",
                "2026/11/21",
                "2026-W47-6",
                "\uFF12026-11-21",
                "202\u0663-11-21",
                "yesterday"
            })
    void parse_anythingElse_isInvalid(String text) {
        assertThat(parse(text)).isEqualTo(IsoTimestamp.INVALID);
    }

    @Test
    void parse_randomTimes_asJavaTime() {
        System.out.println("IsoTimestampTest seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        long first = Instant.parse("0002-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9998-12-31T00:00:00Z").getEpochSecond();
        for (int round = 0; round < 20_000; round++) {
            long second = random.nextLong(first, last);
            LocalDateTime local =
                    LocalDateTime.ofEpochSecond(
                            second, random.nextInt(1_000_000_000), ZoneOffset.UTC);
            OffsetDateTime time =
                    local.atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1080, 1081)));
            long expected = Math.floorDiv(time.toInstant().toEpochMilli(), 1L);
            assertThat(parse(time.toString())).as(time.toString()).isEqualTo(expected);
            assertThat(parse(local.toString()))
                    .isEqualTo(local.toInstant(ZoneOffset.UTC).toEpochMilli());
        }
    }

    private static long parse(String text) {
        char[] units = ("??" + text + "??").toCharArray();
        return IsoTimestamp.parse(units, 2, text.length());
    }
}
