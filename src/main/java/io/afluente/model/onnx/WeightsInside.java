package io.afluente.model.onnx;

import io.afluente.model.BadNetworkException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.Descriptors.Descriptor;
import org.nd4j.shade.protobuf.Descriptors.FieldDescriptor;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * Refuses an ONNX file that has weights in other files: ONNX Runtime would look for these on this
 * machine, by names that whoever made the file chose. The file is passed over once, and no weights
 * are taken into memory.
 */
public final class WeightsInside {
    /** As deep as protocol buffers are read by themselves. */
    private static final int DEEPEST = 100;

    private WeightsInside() {}

    /**
     * Returns if all weights are inside: of the graph, of graphs in it, of constants and functions.
     *
     * @throws BadNetworkException if some are not, or it is no ONNX model
     */
    public static void require(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            passOver(CodedInputStream.newInstance(in), ModelProto.getDescriptor(), 0);
        } catch (InvalidProtocolBufferException e) {
            throw new BadNetworkException("is no ONNX model: " + e.getMessage(), e);
        }
    }

    private static void passOver(CodedInputStream in, Descriptor message, int depth)
            throws IOException {
        if (depth > DEEPEST) {
            throw new BadNetworkException("is no ONNX model: it is nested too deeply");
        }
        boolean tensor = message.equals(TensorProto.getDescriptor());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            if (tensor && isLocation(tag)) {
                requireInside(in.readEnum());
            } else if (isMessage(message.findFieldByNumber(number), tag)) {
                int outer = in.pushLimit(in.readRawVarint32());
                passOver(in, message.findFieldByNumber(number).getMessageType(), depth + 1);
                in.popLimit(outer);
            } else {
                in.skipField(tag);
            }
        }
    }

    private static boolean isLocation(int tag) {
        return WireFormat.getTagFieldNumber(tag) == TensorProto.DATA_LOCATION_FIELD_NUMBER
                && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT;
    }

    private static boolean isMessage(FieldDescriptor field, int tag) {
        return field != null
                && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private static void requireInside(int location) {
        if (location == TensorProto.DataLocation.EXTERNAL_VALUE) {
            throw new BadNetworkException(
                    "its weights are in other files; export it with all of them inside");
        }
    }
}
