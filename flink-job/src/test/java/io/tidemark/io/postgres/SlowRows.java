/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import io.tidemark.result.EventOutcomeRow;
import io.tidemark.result.Upsert;
import org.apache.flink.api.common.functions.MapFunction;

/** A row of its own key for each number, about a thousand in a second. */
public final class SlowRows implements MapFunction<Long, Upsert> {
    private static final long serialVersionUID = 1L;

    @Override
    public Upsert map(Long number) throws InterruptedException {
        Thread.sleep(1);
        return Upsert.of(
                new EventOutcomeRow(
                        "m" + number / 1000, number % 1000 * SampleRows.HOUR, "accepted", number));
    }
}
