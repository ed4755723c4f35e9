/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventTimeBoundsTest {
    @Test
    void accepts_live_from2000ToFiveMinutesAhead() {
        EventTimeBounds live = EventTimeBounds.live();
        long now = 1_800_000_000_000L;
        assertThat(live.accepts(now + 300_000, now)).isTrue();
        assertThat(live.accepts(now + 300_001, now)).isFalse();
        assertThat(live.accepts(EventTimeBounds.YEAR_2000, now)).isTrue();
        assertThat(live.accepts(EventTimeBounds.YEAR_2000 - 1, now)).isFalse();
    }

    @Test
    void accepts_extremeTimes_withoutOverflow() {
        EventTimeBounds live = EventTimeBounds.live();
        assertThat(live.accepts(Long.MAX_VALUE, Long.MAX_VALUE)).isTrue();
        assertThat(live.accepts(Long.MAX_VALUE, Long.MIN_VALUE)).isFalse();
        assertThat(live.accepts(Long.MIN_VALUE, Long.MAX_VALUE)).isFalse();
        assertThat(EventTimeBounds.any().accepts(Long.MIN_VALUE, Long.MAX_VALUE)).isTrue();
        assertThat(EventTimeBounds.any().accepts(Long.MAX_VALUE, Long.MIN_VALUE)).isTrue();
    }

    @Test
    void constructor_negativeLead_isRefused() {
        assertThatThrownBy(() -> new EventTimeBounds(0, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
