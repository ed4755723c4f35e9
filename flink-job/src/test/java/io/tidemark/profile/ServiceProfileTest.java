/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class ServiceProfileTest {
    @Test
    void add_deliveries_areCountedAndWeighted() {
        ServiceProfile profile = new ServiceProfile();
        profile.add(true, true, true, 10, 5.0, 7);
        profile.add(false, false, false, 3, Double.NaN, 7);
        profile.add(true, true, false, 1, -1.0, -2);
        assertThat(profile.deliveries()).isEqualTo(3);
        assertThat(profile.featured()).isEqualTo(2);
        assertThat(profile.answered()).isEqualTo(2);
        assertThat(profile.withProbability()).isEqualTo(1);
        assertThat(profile.predictions()).isEqualTo(14);
        assertThat(profile.errors()).isEqualTo(3);
        assertThat(profile.latency().count()).isEqualTo(1);
        assertThat(profile.hours()).containsExactly(entry(-2L, 1L), entry(7L, 2L));
    }

    @Test
    void merge_anyOrder_givesTheSameBytes() {
        ServiceProfile first = new ServiceProfile();
        first.add(true, true, true, 1, 5.0, 1);
        ServiceProfile second = new ServiceProfile();
        second.add(true, false, true, 2, 9.0, 0);
        ServiceProfile one = ServiceProfile.fromBytes(first.toBytes());
        one.merge(second);
        ServiceProfile two = ServiceProfile.fromBytes(second.toBytes());
        two.merge(first.toBytes());
        assertThat(one.toBytes()).isEqualTo(two.toBytes());
        assertThat(one.hours()).containsExactly(entry(0L, 1L), entry(1L, 1L));
    }
}
