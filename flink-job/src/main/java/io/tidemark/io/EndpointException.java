/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io;

/**
 * A broker or a database cannot be used as configured. The message is one sentence for a person; it
 * names the address and what to do about it, and holds no password.
 */
public final class EndpointException extends Exception {
    private static final long serialVersionUID = 1L;

    public EndpointException(String message) {
        super(message);
    }

    public EndpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
