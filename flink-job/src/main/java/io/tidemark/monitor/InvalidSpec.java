/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import java.util.List;

/** A monitor spec that cannot be used, with every fault found in it. */
public final class InvalidSpec extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * One fault.
     *
     * @param path as in {@code windows[1]}; empty: the document as a whole
     * @param line counted from 1; 0: unknown
     * @param sentence what was expected and what was found
     */
    public record Fault(String path, int line, String sentence) {
        public Fault {
            sentence = Texts.visible(sentence);
        }

        @Override
        public String toString() {
            String at = line > 0 ? " (line " + line + ")" : "";
            return (path.isEmpty() ? "" : path + ": ") + sentence + at;
        }
    }

    public InvalidSpec(List<Fault> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    /** At least one, in the order of the document. */
    public List<Fault> faults() {
        return faults == null ? List.of() : faults;
    }

    private static String message(List<Fault> faults) {
        StringBuilder message = new StringBuilder();
        for (Fault fault : faults) {
            message.append(message.isEmpty() ? "" : "\n").append(fault);
        }
        return message.toString();
    }
}
