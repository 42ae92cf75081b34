package io.afluente.stream.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DynamicMessage;
import io.afluente.image.LabeledImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Protobuf's own library, with what Confluent's serializers put before a message. */
final class ProtobufAlone implements OtherStack {
    private static final String PHOTO =
            """
            syntax = "proto3";
            package com.acme;
            message Camera { string name = 1; }
            message Photo {
              Camera camera = 1;
              string format = 2;
              bytes data = 3;
              int32 height = 4;
              int32 width = 5;
              int32 channels = 6;
              optional int32 label = 7;
            }
            """;

    private final Apicurio registry;

    ProtobufAlone(Apicurio registry) {
        this.registry = registry;
    }

    @Override
    public byte[] photo(String topic, LabeledImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(bytes);
        head.writeByte(0);
        head.writeInt(registry.register(topic + "-value", "PROTOBUF", PHOTO));
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeSInt32NoTag(1);
        out.writeSInt32NoTag(1); // the second message of its file
        out.writeString(2, "raw");
        out.writeBytes(3, ByteString.copyFrom(picture.image().pixels()));
        out.writeInt32(4, picture.image().shape().height());
        out.writeInt32(5, picture.image().shape().width());
        out.writeInt32(6, picture.image().shape().channels());
        out.writeInt32(7, picture.label());
        out.flush();
        return bytes.toByteArray();
    }

    @Override
    public Object field(String topic, byte[] value, String name) throws IOException {
        int schema = ByteBuffer.wrap(value).getInt(1);
        String text = registry.ask("/schemas/ids/" + schema).path("schema").asText();
        var type = ProtobufFile.parse(text).messages().get(0);
        ByteString message = ByteString.copyFrom(value, 6, value.length - 6);
        return DynamicMessage.parseFrom(type, message).getField(type.findFieldByName(name));
    }
}
