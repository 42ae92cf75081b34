package io.afluente.model.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BackboneSpec.Channels;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Layout;
import io.afluente.model.file.Pixels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Pictures as a backbone takes them: as floats, or as 8-bit values where the graph asks for them.
 */
final class PictureTensor {
    private final BackboneSpec spec;
    private final boolean floats;
    private final Pixels pixels;

    PictureTensor(BackboneSpec spec, OnnxJavaType type) {
        this.spec = spec;
        this.floats = type == OnnxJavaType.FLOAT;
        this.pixels = new Pixels(spec.picture(), spec.normalisation(), spec.layout());
        boolean bytes = type == OnnxJavaType.UINT8 && spec.layout() == Layout.CHANNELS_LAST;
        if (!floats && !bytes) {
            throw new BadNetworkException(
                    "backbone: input: \"%s\" takes %s; floats, or 8-bit values channels last, can be given"
                            .formatted(spec.input(), type));
        }
    }

    /** A tensor that the caller closes. */
    OnnxTensor of(List<Image> pictures) throws OrtException {
        int values = pictures.size() * spec.picture().size();
        ByteBuffer memory =
                ByteBuffer.allocateDirect(floats ? values * Float.BYTES : values)
                        .order(ByteOrder.nativeOrder());
        long[] shape = shape(pictures.size());
        if (!floats) {
            pictures.forEach(picture -> memory.put(ordered(picture).pixels()));
            return OnnxTensor.createTensor(
                    OnnxEnvironment.get(), memory.flip(), shape, OnnxJavaType.UINT8);
        }
        FloatBuffer inputs = memory.asFloatBuffer();
        pictures.forEach(picture -> pixels.write(ordered(picture), inputs));
        return OnnxTensor.createTensor(OnnxEnvironment.get(), inputs.flip(), shape);
    }

    private long[] shape(int pictures) {
        InputShape of = spec.picture();
        return spec.layout() == Layout.CHANNELS_FIRST
                ? new long[] {pictures, of.channels(), of.height(), of.width()}
                : new long[] {pictures, of.height(), of.width(), of.channels()};
    }

    private Image ordered(Image picture) {
        if (spec.channels() == Channels.RGB || spec.picture().channels() == 1) {
            return picture;
        }
        byte[] turned = picture.pixels().clone();
        for (int red = 0; red < turned.length; red += 3) {
            turned[red] = picture.pixels()[red + 2];
            turned[red + 2] = picture.pixels()[red];
        }
        return new Image(picture.shape(), turned);
    }
}
