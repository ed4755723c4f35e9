/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

/** The settings cannot be used; the message is one sentence that names the key or the file. */
public final class InvalidSettings extends Exception {
    private static final long serialVersionUID = 1;

    public InvalidSettings(String message) {
        super(message);
    }
}
