package io.afluente.stream.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Writes values of one schema. Safe for any thread. */
interface ValueWriter {
    /**
     * Writes fields behind what is in {@code out} already.
     *
     * @param fields by their names in JSON; those left out are null
     * @throws IllegalArgumentException if one is missing that the schema needs
     */
    void write(Map<String, ?> fields, ByteArrayOutputStream out) throws IOException;
}
