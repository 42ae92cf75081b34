package io.afluente.stream.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Values whose schema a registry has, and schemas that anybody may have registered. */
class RegisteredValuesFuzzTest {
    private static final String ANY_AVRO =
            """
            {"type":"record","name":"A","fields":[
              {"name":"more","type":{"type":"map","values":["null","string",{"type":"array","items":"long"}]}},
              {"name":"id","type":["null","string",{"type":"fixed","name":"F","size":4}]},
              {"name":"label","type":["int","double","boolean","bytes",
                {"type":"enum","name":"E","symbols":["X","Y"]}]},
              {"name":"probabilities","type":{"type":"array","items":["null","float"]}},
              {"name":"top","type":["null",{"type":"array","items":{"type":"record","name":"B","fields":[
                {"name":"label","type":"long"},{"name":"other","type":"string"},
                {"name":"probability","type":["null","double"]}]}}]}]}
            """;
    private static final String ANY_PROTOBUF =
            """
            syntax = "proto2";
            package com.acme;
            message A {
              optional string id = 1; repeated sint64 label = 2; repeated float probabilities = 3;
              repeated B top = 4; optional A source = 5; optional bytes data = 6;
              enum E { X = 0; Y = 1; }
              message B { optional E label = 1; optional fixed64 probability = 2; repeated bool offset = 3; }
            }
            message C { required int32 label = 1; oneof one { string model = 2; bytes version = 3; } }
            """;
    private static final List<ValueReader> AVRO =
            List.of(
                    own(ValueFormat.AVRO, "predictions"),
                    own(ValueFormat.AVRO, "labeled-images"),
                    own(ValueFormat.AVRO, "scores"),
                    reader(ValueFormat.AVRO, ANY_AVRO));
    private static final List<ValueReader> PROTOBUF =
            List.of(
                    own(ValueFormat.PROTOBUF, "predictions"),
                    own(ValueFormat.PROTOBUF, "labeled-images"),
                    own(ValueFormat.PROTOBUF, "scores"),
                    reader(ValueFormat.PROTOBUF, ANY_PROTOBUF));

    @MethodSource("avroValues")
    @FuzzTest(maxDuration = "10m")
    void avro(byte[] value) {
        AVRO.forEach(reader -> read(reader, value));
    }

    @MethodSource("protobufValues")
    @FuzzTest(maxDuration = "10m")
    void protobuf(byte[] value) {
        PROTOBUF.forEach(reader -> read(reader, value));
    }

    @MethodSource("avroSchemas")
    @FuzzTest(maxDuration = "10m")
    void avroSchema(byte[] text) {
        readBy(ValueFormat.AVRO, text, new byte[] {2, 2, 0, 4, 'a', 'b', 2, 0, 0, 1, 2, 3});
    }

    @MethodSource("protobufSchemas")
    @FuzzTest(maxDuration = "10m")
    void protobufSchema(byte[] text) {
        readBy(ValueFormat.PROTOBUF, text, new byte[] {0, 8, 1, 18, 2, 8, 1, 10, 1, 'a', 26, 0});
    }

    private static void readBy(ValueFormat format, byte[] schema, byte[] value) {
        Refusal.orRead(
                BadValueException.class,
                () -> read(reader(format, new String(schema, UTF_8)), value));
    }

    private static void read(ValueReader reader, byte[] value) {
        Refusal.orRead(BadValueException.class, () -> assertPlain(reader.read(value, 0)));
    }

    /** Whatever comes out is what {@link ValueFields} knows. */
    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> fields) {
            fields.values().forEach(RegisteredValuesFuzzTest::assertPlain);
        } else if (value instanceof List<?> several) {
            several.stream().filter(v -> v != null).forEach(RegisteredValuesFuzzTest::assertPlain);
        } else {
            assertThat(value)
                    .isInstanceOfAny(String.class, Number.class, Boolean.class, byte[].class);
        }
    }

    private static ValueReader own(ValueFormat format, String topic) {
        return OwnSchema.reader(OwnSchema.of(format, topic), topic);
    }

    private static ValueReader reader(ValueFormat format, String schema) {
        return OwnSchema.reader(new RegisteredSchema(format, schema), "predictions");
    }

    static Stream<byte[]> avroValues() throws IOException {
        return Stream.of(
                written(ValueFormat.AVRO),
                new byte[] {2, 2, 'a', 4, 2, 2, 0, 2, 4, 0, 0, 0, 2, 2, 'b', 0, 2, 0, 0, 0, 0},
                new byte[] {1, 10, -1, -1, -1, -1, 15});
    }

    static Stream<byte[]> protobufValues() throws IOException {
        return Stream.of(
                written(ValueFormat.PROTOBUF),
                new byte[] {2, 0, 10, 1, 'a', 18, 2, 1, 2, 42, 2, 10, 0, 34, 2, 8, 1},
                new byte[] {2, 2, 8, 1, 18, 1, 'm', 75, 8, 1, 76});
    }

    /** A prediction. */
    private static byte[] written(ValueFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OwnSchema.writer(OwnSchema.of(format, "predictions"))
                .write(
                        Map.of(
                                "id",
                                "a",
                                "label",
                                1,
                                "confidence",
                                0.75f,
                                "probabilities",
                                List.of(0.25f, 0.75f),
                                "model",
                                "mnist",
                                "version",
                                "000001-0123456789ab",
                                "source",
                                Map.of("topic", "images", "partition", 0, "offset", 5L)),
                        out);
        return out.toByteArray();
    }

    static Stream<byte[]> avroSchemas() {
        return Stream.of(ANY_AVRO, OwnSchema.of(ValueFormat.AVRO, "predictions").text(), "\"int\"")
                .map(text -> text.getBytes(UTF_8));
    }

    static Stream<byte[]> protobufSchemas() {
        return Stream.of(
                        ANY_PROTOBUF,
                        OwnSchema.of(ValueFormat.PROTOBUF, "predictions").text(),
                        "message A { map<string, A> top = 1; } enum E { X = 0; }")
                .map(text -> text.getBytes(UTF_8));
    }
}
