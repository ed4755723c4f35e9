/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureProfileTest {
    private static final NumericGrid GRID =
            NumericGrid.ofReference(new double[] {1.0, 2.0, 3.0, 4.0, 5.0}, 200);

    @Test
    void counters_numeric_tellWhatCame() {
        FeatureProfile profile =
                new FeatureProfile(
                        new FeatureLayout(FeatureKind.NUMERIC, GRID, null, 0.0, 6.0, 1, false));
        for (double value : new double[] {1, 2, 3, 7, -1, 1e101, Double.NaN}) {
            profile.addNumber(value);
        }
        profile.addNumber(Double.NEGATIVE_INFINITY);
        profile.addText("x");
        profile.addBoolean(true);
        profile.addMissing();
        assertThat(profile.present()).isEqualTo(10);
        assertThat(profile.missing()).isEqualTo(1);
        assertThat(profile.notANumber()).isEqualTo(1);
        assertThat(profile.infinite()).isEqualTo(1);
        assertThat(profile.typeMismatches(FeatureKind.NUMERIC)).isEqualTo(2);
        assertThat(profile.outOfRange()).isEqualTo(3);
        assertThat(profile.outliers()).isEqualTo(3); // 1.0 lies below the 0.1 % quantile, 1.004
        assertThat(profile.sampleSize(FeatureKind.NUMERIC)).isEqualTo(5);
        assertThat(profile.sampleSize(FeatureKind.CATEGORICAL)).isZero();
        assertThat(profile.newValues()).isZero();
        assertThat(profile.distinct()).isEqualTo(5);
        assertThat(profile.moments().mean()).isEqualTo(12.0 / 5);
        assertThat(profile.minimum()).isEqualTo(-1.0);
        assertThat(profile.maximum()).isEqualTo(7.0);
        assertThat(profile.quantile(0.5)).isEqualTo(2.0);
    }

    @Test
    void counters_categorical_takeNumbersAsCategories() {
        FeatureProfile profile =
                new FeatureProfile(FeatureLayout.categorical(List.of("3", "true", "a", "1e+200")));
        profile.addNumber(3.0);
        profile.addText("3");
        profile.addNumber(1e200);
        profile.addNumber(0.1);
        profile.addBoolean(true);
        profile.addText("b");
        profile.addNumber(Double.NaN);
        assertThat(profile.categories())
                .containsExactly(
                        entry("0.1", 1L),
                        entry("1e+200", 1L),
                        entry("3", 2L),
                        entry("b", 1L),
                        entry("true", 1L));
        assertThat(profile.newValues()).isEqualTo(2);
        assertThat(profile.present()).isEqualTo(7);
        assertThat(profile.sampleSize(FeatureKind.CATEGORICAL)).isEqualTo(6);
        assertThat(profile.typeMismatches(FeatureKind.CATEGORICAL)).isZero();
        assertThat(profile.outOfRange()).isZero();
        assertThat(profile.distinct()).isEqualTo(5);
        assertThat(profile.quantile(0.5)).isNull();
        assertThatThrownBy(profile::numeric).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void newValues_noCategoryKnownYet_areNone() {
        FeatureProfile profile = new FeatureProfile(FeatureLayout.categorical(null));
        profile.addText("a");
        assertThat(profile.newValues()).isZero();
        FeatureProfile empty = new FeatureProfile(FeatureLayout.categorical(List.of()));
        empty.addText("a");
        assertThat(empty.newValues()).isEqualTo(1);
    }

    @Test
    void resolveKind_undeclared_followsTheMajority() {
        FeatureProfile profile = new FeatureProfile(FeatureLayout.undeclared());
        profile.addMissing();
        assertThat(profile.resolveKind()).isEqualTo(FeatureKind.UNDECLARED);
        profile.addNumber(1.0);
        profile.addText("a");
        assertThat(profile.resolveKind()).isEqualTo(FeatureKind.NUMERIC);
        assertThat(profile.distinct()).isEqualTo(1);
        assertThat(profile.typeMismatches(FeatureKind.NUMERIC)).isEqualTo(1);
        profile.addText("b");
        profile.addBoolean(false);
        profile.addNumber(Double.NaN);
        assertThat(profile.resolveKind()).isEqualTo(FeatureKind.CATEGORICAL);
        assertThat(profile.sampleSize(FeatureKind.CATEGORICAL)).isEqualTo(3);
        assertThat(profile.typeMismatches(FeatureKind.CATEGORICAL)).isEqualTo(1);
        assertThat(profile.distinct()).isEqualTo(3);
    }

    @Test
    void figures_ofNothing_areNullOrZero() {
        for (FeatureLayout layout :
                new FeatureLayout[] {
                    FeatureLayout.numeric(GRID),
                    FeatureLayout.numeric(null),
                    FeatureLayout.categorical(List.of("a")),
                    FeatureLayout.undeclared()
                }) {
            FeatureProfile profile = new FeatureProfile(layout);
            assertThat(profile.present()).isZero();
            assertThat(profile.quantile(0.5)).isNull();
            assertThat(profile.minimum()).isNull();
            assertThat(profile.agePercentileSeconds(0.95)).isNull();
            assertThat(profile.categories()).isEmpty();
            assertThat(profile.distinct()).isZero();
        }
    }

    @Test
    void agePercentileSeconds_ages_areInSeconds() {
        FeatureProfile profile = new FeatureProfile(FeatureLayout.numeric(null));
        profile.addAge(2000);
        profile.addAge(-5);
        assertThat(profile.agePercentileSeconds(1.0)).isEqualTo(2.0);
        assertThat(profile.agePercentileSeconds(0.0)).isEqualTo(0.0);
    }

    @Test
    void merge_otherLayout_isRefused() {
        FeatureProfile onGrid = new FeatureProfile(FeatureLayout.numeric(GRID));
        FeatureProfile onLogGrid = new FeatureProfile(FeatureLayout.numeric(null));
        assertThatThrownBy(() -> onGrid.merge(onLogGrid))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> onGrid.merge(onLogGrid.toBytes()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> onGrid.removeNumber(1.0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> onGrid.retract(onGrid)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void layout_serialized_isTheSame() throws IOException, ClassNotFoundException {
        FeatureLayout layout =
                new FeatureLayout(FeatureKind.NUMERIC, GRID, List.of("b", "a"), 0.0, 6.0, 3, true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(layout);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            FeatureLayout copy = (FeatureLayout) in.readObject();
            assertThat(copy).isEqualTo(layout);
            assertThat(copy.categories()).containsExactly("a", "b");
            assertThat(copy.grid()).isEqualTo(GRID);
            assertThat(copy.grid().find(2.5)).isEqualTo(GRID.find(2.5));
        }
    }

    @Test
    void minimum_retractable_isReadOffTheGrid() {
        FeatureProfile profile =
                new FeatureProfile(
                        new FeatureLayout(
                                FeatureKind.NUMERIC, GRID, null, Double.NaN, Double.NaN, 1, true));
        profile.addNumber(1.0);
        profile.addNumber(4.75);
        assertThat(profile.minimum()).isEqualTo(1.0);
        assertThat(profile.maximum()).isCloseTo(4.75, within(0x1p-32));
        profile.addNumber(-1e9);
        assertThat(profile.minimum()).isEqualTo(-1e9);
        profile.removeNumber(-1e9);
        profile.removeNumber(1.0);
        assertThat(profile.minimum()).isCloseTo(4.75, within(0x1p-32));
        assertThat(profile.distinct()).isNull();
    }
}
