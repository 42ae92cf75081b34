package io.afluente.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files in the tests' resources, see the README beside them. */
public final class TestPictures {
    private TestPictures() {}

    public static byte[] webp(String name) {
        try (InputStream file =
                TestPictures.class.getResourceAsStream("/pictures/" + name + ".webp")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
