package io.afluente;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Constants of the program by name, such as {@code WebServer.MAX_THREADS}, private ones too. */
public final class Constants {
    private static final Path SOURCES = Path.of("src/main/java");

    private Constants() {}

    /** The value of a constant, or of a part of one that is a record; a time in milliseconds. */
    public static double value(String name) {
        String[] words = name.split("\\.", -1);
        try {
            Field field = classOf(words[0]).getDeclaredField(words[1]);
            field.setAccessible(true);
            Object value = field.get(null);
            if (words.length > 2) {
                value = value.getClass().getMethod(words[2]).invoke(value);
            }
            return value instanceof Duration time
                    ? time.toMillis()
                    : ((Number) value).doubleValue();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("there is no constant " + name, e);
        }
    }

    /** A class of a simple name that only one class has. */
    private static Class<?> classOf(String simpleName) throws ClassNotFoundException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> found = files.filter(f -> f.endsWith(simpleName + ".java")).toList();
            if (found.size() != 1) {
                throw new IllegalArgumentException(simpleName + " is in " + found);
            }
            String path = SOURCES.relativize(found.get(0)).toString();
            return Class.forName(path.replaceFirst("\\.java$", "").replace('/', '.'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
