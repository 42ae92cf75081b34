package io.afluente.web;

import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.util.Arrays;

/** The few rules of DER that it takes to put an old private key into the frame that Java reads. */
final class Der {
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;

    private Der() {}

    /**
     * A key of PKCS#1 or SEC 1 as PKCS#8: the kind of key, which only its public half says, and the
     * old bytes behind it.
     */
    static byte[] pkcs8(byte[] old, PublicKey other) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.writeBytes(VERSION_0);
        fields.writeBytes(first(content(other.getEncoded())));
        fields.writeBytes(value(OCTETS, old));
        return value(SEQUENCE, fields.toByteArray());
    }

    private static byte[] value(int tag, byte[] content) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (content.length < 0x80) {
            value.write(content.length);
        } else {
            value.write(0x82);
            value.write(content.length >> 8);
            value.write(content.length);
        }
        value.writeBytes(content);
        return value.toByteArray();
    }

    /** What is inside of a value. */
    private static byte[] content(byte[] value) {
        return Arrays.copyOfRange(value, head(value), head(value) + length(value));
    }

    /** The first of some values, as a whole. */
    private static byte[] first(byte[] values) {
        return Arrays.copyOf(values, head(values) + length(values));
    }

    private static int head(byte[] value) {
        int length = value[1] & 0xff;
        return length < 0x80 ? 2 : 2 + (length & 0x7f);
    }

    private static int length(byte[] value) {
        int length = value[1] & 0xff;
        if (length < 0x80) {
            return length;
        }
        int whole = 0;
        for (int i = 2; i < head(value); i++) {
            whole = whole << 8 | (value[i] & 0xff);
        }
        return whole;
    }
}
