/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A real Kafka broker and a real Postgres inside or beside this JVM, for {@code demo} and for
 * tests.
 *
 * <p>A layer of its own beside {@code cli}, which alone may import it: its libraries are on the
 * launcher's class path and not in the job jar. Everything listens on loopback, on free ports, and
 * leaves nothing behind when closed.
 */
package io.tidemark.embedded;
