package io.afluente.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How constants are spelt by settings, options and topics: {@code RAISE_RATE} is raise-rate. */
public final class EnumNames {
    private EnumNames() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All of a type, in their order. */
    public static <E extends Enum<E>> List<String> all(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(EnumNames::of).toList();
    }

    public static <E extends Enum<E>> Optional<E> parse(String spelt, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> of(constant).equals(spelt))
                .findFirst();
    }
}
