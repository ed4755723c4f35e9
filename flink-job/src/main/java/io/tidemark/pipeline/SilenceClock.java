/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Notices that event time stands still although data are held, and says so once for what has come
 * since. Silence never moves the watermark: it cannot be told from an outage, and a watermark that
 * jumps makes the whole backlog late.
 */
final class SilenceClock {
    private final ProcessingTimeService clock;
    private final long afterMillis;
    private final ThrowingRunnable<Exception> action;
    private long movedAt;
    private boolean hasNews;

    SilenceClock(
            ProcessingTimeService clock, long afterMillis, ThrowingRunnable<Exception> action) {
        this.clock = clock;
        this.afterMillis = afterMillis;
        this.action = action;
        this.movedAt = clock.getCurrentProcessingTime();
        if (afterMillis > 0) {
            schedule();
        }
    }

    void dataArrived() {
        hasNews = true;
    }

    void timeMoved() {
        movedAt = clock.getCurrentProcessingTime();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the timer ends with its task
    private void schedule() {
        clock.registerTimer(
                clock.getCurrentProcessingTime() + afterMillis,
                now -> {
                    if (hasNews && now - movedAt >= afterMillis) {
                        hasNews = false;
                        action.run();
                    }
                    schedule();
                });
    }
}
