package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers what a JPEG file's segments say of its colours, and concludes what they are. */
final class JpegClues {
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_TRANSFORM = 11; // after name, version and two times two flags
    private static final int NO_ADOBE = -1;
    private static final int FRAME_COMPONENTS = 5; // after precision, height and width

    private boolean jfif;
    private int adobe = NO_ADOBE;
    private byte[] componentIds = {};

    void jfif(byte[] file, int start, int end) {
        jfif |= startsWith(file, start, end, JFIF);
    }

    void adobe(byte[] file, int start, int end) {
        if (end - start > ADOBE_TRANSFORM && startsWith(file, start, end, ADOBE)) {
            adobe = file[start + ADOBE_TRANSFORM] & 0xff;
        }
    }

    /** Takes the frame header, whose components are three bytes each, the name first. */
    void frame(byte[] file, int start, int end) {
        int first = start + FRAME_COMPONENTS + 1;
        int components = end < first ? 0 : file[first - 1] & 0xff;
        if (componentIds.length > 0 || end != first + 3 * components) {
            throw new BadImageException(
                    "picture: damaged JPEG: it needs one frame header, and a whole one");
        }
        componentIds = new byte[components];
        for (int i = 0; i < components; i++) {
            componentIds[i] = file[first + 3 * i];
        }
    }

    /** How many components a pixel has; 0 before the frame header. */
    int components() {
        return componentIds.length;
    }

    /** JFIF's word counts before Adobe's, and Adobe's before the components' names. */
    JpegColour colour() {
        return switch (componentIds.length) {
            case 1 -> JpegColour.GREY;
            case 3 -> isRgb() ? JpegColour.RGB : JpegColour.YCC;
            case 4 -> inks();
            default ->
                    throw new BadImageException(
                            "picture: JPEG must have 1, 3 or 4 components, not "
                                    + componentIds.length);
        };
    }

    private boolean isRgb() {
        boolean named = Arrays.equals(componentIds, new byte[] {'R', 'G', 'B'});
        return !jfif && (adobe == NO_ADOBE ? named : adobe == 0);
    }

    private JpegColour inks() {
        return switch (adobe) {
            case NO_ADOBE -> JpegColour.CMYK;
            case 2 -> JpegColour.INVERTED_YCCK;
            default -> JpegColour.INVERTED_CMYK;
        };
    }

    private static boolean startsWith(byte[] file, int start, int end, byte[] name) {
        int to = start + name.length;
        return to <= end && Arrays.equals(file, start, to, name, 0, name.length);
    }
}
