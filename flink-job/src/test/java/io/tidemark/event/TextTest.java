/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link CleanText} and {@link CodePointOrder}. */
class TextTest {
    @Test
    void of_cleanText_isItself() {
        String text = "z\u00FCrich \uD83D\uDE00";
        assertThat(CleanText.of(text, 64)).isSameAs(text);
        assertThat(CleanText.isClean(text)).isTrue();
    }

    @Test
    void of_controlsAndHalfPairs_areReplaced() {
        assertThat(CleanText.of("a\u0000b\u007Fc\u0085d\uD800e\uDC00", 64))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD");
        assertThat(CleanText.isClean("\uDE00\uD83D")).isFalse();
        assertThat(CleanText.isClean("a\uD83D")).isFalse();
    }

    @Test
    void of_longText_isCutToTheLimitWithAHash() {
        assertThat(CleanText.of("x".repeat(64), 64)).isEqualTo("x".repeat(64));
        String cut = CleanText.of("x".repeat(65), 64);
        assertThat(cut).hasSize(64).matches("x{47}#[0-9a-f]{16}");
        assertThat(CleanText.of("x".repeat(66), 64)).isNotEqualTo(cut);
    }

    @Test
    void of_cutThroughAPair_leavesItOut() {
        String cut = CleanText.of("x".repeat(46) + "\uD83D\uDE00".repeat(20), 64);
        assertThat(cut).matches("x{46}#[0-9a-f]{16}");
    }

    @Test
    void compare_anyTexts_asUtf8Bytes() {
        List<String> texts =
                List.of(
                        "",
                        "a",
                        "aa",
                        "b",
                        "\u007F",
                        "\u0080",
                        "\uD7FF",
                        "\uE000",
                        "\uFF5E",
                        "\uD83D\uDE00",
                        "\uD83D\uDE01",
                        "\uD800\uDC00",
                        "a\uD83D\uDE00",
                        "a\uFF5E");
        for (String left : texts) {
            for (String right : texts) {
                int expected =
                        Arrays.compareUnsigned(
                                left.getBytes(StandardCharsets.UTF_8),
                                right.getBytes(StandardCharsets.UTF_8));
                assertThat(Integer.signum(CodePointOrder.INSTANCE.compare(left, right)))
                        .isEqualTo(Integer.signum(expected));
            }
        }
    }
}
