package io.afluente.stream.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields of a value, of which each is checked where it is asked for. */
public final class ValueFields {
    private final String path;
    private final Map<?, ?> fields;

    public ValueFields(Map<String, ?> fields) {
        this("", fields);
    }

    private ValueFields(String path, Map<?, ?> fields) {
        this.path = path;
        this.fields = fields;
    }

    /** All of them, as they are. */
    public Map<?, ?> all() {
        return fields;
    }

    /** A text, if it is there. */
    public Optional<String> text(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw wrong(name, "text", value);
    }

    /** A whole number, if it is there. */
    public OptionalLong whole(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Number number && number.doubleValue() == number.longValue()) {
            return OptionalLong.of(number.longValue());
        }
        throw wrong(name, "a whole number", value);
    }

    /** A number, if it is there. */
    public Optional<Float> real(String name) {
        Object value = fields.get(name);
        return value == null ? Optional.empty() : Optional.of(number(name, value));
    }

    /** Numbers; none if they are not there. */
    public float[] reals(String name) {
        List<?> values = list(name);
        float[] reals = new float[values.size()];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = number(name, values.get(i));
        }
        return reals;
    }

    /** Bytes, or a text, if it is there. */
    public Optional<Object> bytesOrText(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof byte[] || value instanceof String) {
            return Optional.ofNullable(value);
        }
        throw wrong(name, "bytes", value);
    }

    /** Fields within a field, if it is there. */
    public Optional<ValueFields> record(String name) {
        Object value = fields.get(name);
        return value == null ? Optional.empty() : Optional.of(within(name, value));
    }

    /** Records in a field; none if it is not there. */
    public List<ValueFields> records(String name) {
        List<ValueFields> records = new ArrayList<>();
        list(name).forEach(value -> records.add(within(name, value)));
        return records;
    }

    private ValueFields within(String name, Object value) {
        if (value instanceof Map<?, ?> inner) {
            return new ValueFields(path + name + ".", inner);
        }
        throw wrong(name, "a record", value);
    }

    private List<?> list(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof List<?>) {
            return value == null ? List.of() : (List<?>) value;
        }
        throw wrong(name, "a list", value);
    }

    private float number(String name, Object value) {
        if (value instanceof Number number) {
            return number.floatValue();
        }
        throw wrong(name, "a number", value);
    }

    private BadValueException wrong(String name, String needed, Object value) {
        return new BadValueException(
                "%s%s: must be %s, got %s".formatted(path, name, needed, kind(value)));
    }

    private static String kind(Object value) {
        if (value instanceof Map) {
            return "a record";
        }
        if (value instanceof byte[]) {
            return "bytes";
        }
        return value instanceof List ? "a list" : value instanceof String ? "text" : "" + value;
    }
}
