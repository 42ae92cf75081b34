package io.afluente.learn;

import java.io.DataInput;
import java.io.IOException;
import java.util.Locale;

/** Names of constants as settings and topics spell them: {@code RAISE_RATE} is raise-rate. */
final class Words {
    private Words() {}

    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a constant that was saved by its name. */
    static <E extends Enum<E>> E read(DataInput in, Class<E> type) throws IOException {
        String name = in.readUTF();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IOException(
                "saved state: there is no " + type.getSimpleName() + " called " + name);
    }
}
