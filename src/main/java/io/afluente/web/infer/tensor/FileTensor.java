package io.afluente.web.infer.tensor;

import io.afluente.image.BadImageException;
import io.afluente.stream.record.Base64Text;
import io.afluente.stream.record.MediaType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Picture files as a tensor of BYTES: in JSON as base64, in binary each behind its length.
 *
 * @param mostImages in one request
 */
record FileTensor(int mostImages) {
    List<Picture> pictures(TensorInput tensor) {
        List<Long> shape = tensor.shape();
        if (shape.isEmpty() || shape.stream().skip(1).anyMatch(side -> side != 1)) {
            throw InferException.bad(
                    "%s: shape: [N] is needed for files, got %s".formatted(Tensors.IMAGES, shape));
        }
        int images = TensorReader.count(shape, mostImages);
        List<byte[]> files =
                tensor.binary() == null ? decoded(tensor.values()) : cut(tensor.binary(), images);
        if (files.size() != images) {
            throw InferException.bad(
                    "%s: data: the shape says %,d files, got %,d"
                            .formatted(Tensors.IMAGES, images, files.size()));
        }
        return files.stream()
                .map(file -> new Picture(file, MediaType.ofPicture(file).toString()))
                .toList();
    }

    private static List<byte[]> decoded(JsonValues values) {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.areTexts()) {
                throw InferException.bad(
                        "%s: data: must be base64 texts".formatted(Tensors.IMAGES));
            }
            try {
                files.add(Base64Text.decode(values.text(i)));
            } catch (BadImageException e) {
                throw InferException.ofPicture(i, e);
            }
        }
        return files;
    }

    /** Cuts elements apart, each behind its length as four bytes. */
    private static List<byte[]> cut(byte[] binary, int most) {
        ByteBuffer from = ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> files = new ArrayList<>();
        try {
            while (from.hasRemaining() && files.size() <= most) {
                int length = from.getInt();
                if (length < 0 || length > from.remaining()) {
                    throw InferException.ofPicture(
                            files.size(),
                            "says %s bytes, %,d follow"
                                    .formatted(Integer.toUnsignedString(length), from.remaining()));
                }
                byte[] file = new byte[length];
                from.get(file);
                files.add(file);
            }
        } catch (BufferUnderflowException e) {
            throw InferException.ofPicture(files.size(), "ends within its length");
        }
        return files;
    }
}
