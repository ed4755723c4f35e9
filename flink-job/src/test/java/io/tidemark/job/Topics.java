/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import io.tidemark.testing.RealKafka;

/** The topics of one run; the name of its predictions tells its consumer group apart. */
record Topics(String predictions, String feedback, String alerts, String deadLetters) {
    static Topics create(RealKafka kafka, int partitions) throws Exception {
        return new Topics(
                kafka.newTopic("predictions", partitions),
                kafka.newTopic("feedback", partitions),
                kafka.newTopic("alerts", 1),
                kafka.newTopic("dead-letters", 1));
    }
}
