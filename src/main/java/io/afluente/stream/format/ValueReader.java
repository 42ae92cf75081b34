package io.afluente.stream.format;

import java.util.Map;

/** Reads values of one schema. Safe for any thread. */
interface ValueReader {
    /**
     * The fields of a value by their names in JSON: texts, numbers, truths, {@code byte[]}, lists,
     * and maps of such fields. Those that have no value are left out.
     *
     * @param from where the value begins, behind the number of its schema
     * @throws BadValueException if it is none
     */
    Map<String, Object> read(byte[] value, int from);
}
