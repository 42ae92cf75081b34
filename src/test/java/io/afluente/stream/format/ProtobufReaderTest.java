package io.afluente.stream.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Values of somebody's messages, of which each byte could be made into any number of objects. */
class ProtobufReaderTest {
    /** Of the first message. */
    private static final int INDEX = 0;

    @Test
    void shouldRefuseMoreMessagesThanAnyValueHas() {
        ValueReader reader = reader("message A { repeated B top = 1; } " + manyNumbers());
        byte[] few = repeated(ProtobufParts.MOST, 1 << 3 | 2, 0);
        byte[] many = repeated(ProtobufParts.MOST + 1, 1 << 3 | 2, 0);

        assertThat(reader.read(few, 0).get("top"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(ProtobufParts.MOST);
        assertThatThrownBy(() -> reader.read(many, 0))
                .isInstanceOf(BadValueException.class)
                .hasMessage("value: more than 20,000 parts");
    }

    @Test
    void shouldMakeNothingOfFieldsThatOursHaveNot() {
        ValueReader reader = reader("message A { repeated B top = 1; } " + manyNumbers());

        assertThat(reader.read(repeated(3, 1 << 3 | 2, 0), 0))
                .isEqualTo(Map.of("top", List.of(Map.of(), Map.of(), Map.of())));
    }

    @Test
    void shouldCountPackedNumbersAndFieldsThatAreNotKnown() {
        ValueReader reader = reader("message A { repeated bool probabilities = 1; }");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {INDEX, 1 << 3 | 2, (byte) 0xa1, (byte) 0x9c, 1});
        packed.writeBytes(new byte[ProtobufParts.MOST + 1]);

        assertTooMany(reader, packed.toByteArray());
        assertTooMany(reader, repeated(ProtobufParts.MOST + 1, 9 << 3, 1));
        assertTooMany(reader, repeated(ProtobufParts.MOST + 1, 9 << 3 | 3, 9 << 3 | 4));
    }

    @Test
    void shouldRefuseMessagesThatAreWithinTooManyOthers() {
        ValueReader reader = reader("message A { A source = 1; }");
        byte[] groups = repeated(5_000, 9 << 3 | 3, 9 << 3 | 3);

        assertThatThrownBy(() -> reader.read(groups, 0))
                .isInstanceOf(BadValueException.class)
                .hasMessage("value: messages within more than 100");
    }

    private static void assertTooMany(ValueReader reader, byte[] value) {
        assertThatThrownBy(() -> reader.read(value, 0))
                .isInstanceOf(BadValueException.class)
                .hasMessage("value: more than 20,000 parts");
    }

    private static ValueReader reader(String messages) {
        return OwnSchema.reader(
                new RegisteredSchema(ValueFormat.PROTOBUF, "syntax = \"proto3\"; " + messages),
                "predictions");
    }

    private static String manyNumbers() {
        return IntStream.rangeClosed(1, 1_000)
                .mapToObj(tag -> "int32 n%d = %d;".formatted(tag, tag))
                .collect(Collectors.joining(" ", "message B { ", " }"));
    }

    private static byte[] repeated(int times, int first, int second) {
        byte[] value = new byte[1 + 2 * times];
        for (int i = 0; i < times; i++) {
            value[1 + 2 * i] = (byte) first;
            value[2 + 2 * i] = (byte) second;
        }
        return value;
    }
}
