package io.afluente.setting;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Reads a file of properties as editors write them. A byte order mark is no part of the first name,
 * which would otherwise be a setting that nobody knows.
 */
public final class PropertiesFile {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private PropertiesFile() {}

    /**
     * All properties of a file.
     *
     * @param option that named it, for an error
     * @throws UserException if it can't be read, or a name in it can be none of any setting
     */
    public static Properties read(String option, Path file) {
        String place = option + " " + file + ": ";
        if (!Files.isReadable(file)) {
            throw new UserException(place + "there is no such file to read");
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(place, Files.readAllBytes(file))));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(place + "can't be read: " + e.getMessage(), e);
        }
        for (String name : properties.stringPropertyNames()) {
            if (!name.matches("\\p{Graph}+")) {
                throw new UserException(place + "\"" + name + "\" can't be the name of a setting");
            }
        }
        return properties;
    }

    private static String text(String place, byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                throw new UserException(
                        place + "is not in UTF-8 but perhaps in UTF-16; save it as UTF-8");
            }
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UserException(place + "is not in UTF-8; save it as UTF-8", e);
        }
    }
}
