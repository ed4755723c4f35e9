/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.io.IOException;

/** The record is not plain enough for {@link RecordScanner}; it may still be an event. */
final class OddRecord extends IOException {
    @SuppressWarnings("StaticAssignmentOfThrowable") // it carries nothing that differs
    static final OddRecord INSTANCE = new OddRecord();

    private static final long serialVersionUID = 1L;

    private OddRecord() {
        super("not plain JSON");
    }

    /** It says nothing about where: that costs more than reading the record. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
