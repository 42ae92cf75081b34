package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import java.io.ByteArrayOutputStream;

/**
 * Takes a JPEG file apart into segments and puts together a lean one with only those that make the
 * pixels; of the rest it keeps what the pixels mean.
 *
 * <p>ImageIO would fill the missing part of a file that is cut short with grey, would guess colours
 * in ways of its own, and would read thumbnails and profiles that nobody asked for.
 */
final class JpegFile {
    /** An encoder needs about ten scans; each costs a pass over the whole picture. */
    private static final int MAX_SCANS = 32;

    private static final int SOF0 = 0xc0;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;

    private final byte[] file;
    private final ByteArrayOutputStream lean;
    private final JpegClues clues = new JpegClues();
    private int orientation = 1;
    private int scans;
    private int scanned; // components, over all scans
    private boolean progressive;
    private boolean ended;

    private JpegFile(byte[] file) {
        this.file = file;
        this.lean = new ByteArrayOutputStream(file.length);
    }

    /**
     * Reads a file that begins with JPEG's signature.
     *
     * @throws BadImageException if it is cut short or a segment can't be
     */
    static JpegFile of(byte[] file) {
        JpegFile jpeg = new JpegFile(file);
        jpeg.keep(SOI, 2, 2);
        int end = 2;
        while (end > 0) {
            end = jpeg.segment(end);
        }
        return jpeg;
    }

    byte[] lean() {
        return lean.toByteArray();
    }

    JpegColour colour() {
        return clues.colour();
    }

    /** How the camera was held, 1 to 8 as EXIF counts. */
    int orientation() {
        return orientation;
    }

    /** Whether the decoder must hold the whole picture's coefficients in memory. */
    boolean needsAllCoefficients() {
        return progressive || scans > 1;
    }

    /** Whether the file says where it ends. */
    boolean isEnded() {
        return ended;
    }

    /** Takes the segment whose marker is behind an offset and returns its end, or 0 at EOI. */
    private int segment(int offset) {
        int at = offset;
        // fill bytes may precede a marker, and some cameras leave stray ones
        while (!isWholeWithoutEnd(at) && !isMarker(at)) {
            at++;
        }
        if (isWholeWithoutEnd(at)) {
            return end();
        }
        int marker = unsigned(at + 1);
        if (marker == EOI) {
            ended = true;
            return end();
        }
        int start = at + 4;
        int end = at + 2 + (unsigned(at + 2) << 8 | unsigned(at + 3));
        if (end < start || end > file.length) {
            throw cutShort();
        }
        return take(marker, start, end);
    }

    private boolean isMarker(int at) {
        int next = unsigned(at + 1);
        if (unsigned(at) == 0xff && next == SOI) {
            throw new BadImageException("picture: damaged JPEG: another one begins at byte " + at);
        }
        return beginsSegment(unsigned(at), next);
    }

    /** Whether two bytes are a marker, neither stray nor fill bytes. */
    static boolean beginsSegment(int first, int second) {
        return first == 0xff && second >= SOF0 && second != 0xff && !isRestart(second);
    }

    private int end() {
        keep(EOI, 0, 0);
        return 0;
    }

    /**
     * Whether the file has come to its end, and all that is missing may be the marker that says so,
     * as in files of some webcams. Of a progressive one nobody could tell.
     */
    private boolean isWholeWithoutEnd(int at) {
        return at >= file.length - 1
                && !progressive
                && scanned > 0
                && scanned >= clues.components();
    }

    private int take(int marker, int start, int end) {
        switch (marker) {
            case APP0 -> clues.jfif(file, start, end);
            case APP1 -> orientation = Exif.orientation(file, start, end, orientation);
            case APP14 -> clues.adobe(file, start, end);
            default -> {
                // neither a comment nor the data of some application
            }
        }
        if (isFrame(marker)) {
            clues.frame(file, start, end);
            progressive |= (marker & 3) == 2;
        }
        int last = marker == SOS ? endOfScan(start, end) : end;
        if (marker < APP0) {
            keep(marker, start - 2, last);
        }
        return last;
    }

    /** Whether a marker begins the header that says how large the picture is. */
    static boolean isFrame(int marker) {
        return marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Where the entropy-coded data ends: at the next marker that is no restart marker. */
    private int endOfScan(int header, int start) {
        scanned += header < start ? unsigned(header) : 0;
        if (++scans > MAX_SCANS) {
            throw new BadImageException("picture: JPEG with more than " + MAX_SCANS + " scans");
        }
        int at = start;
        while (!isWholeWithoutEnd(at) && (unsigned(at) != 0xff || !endsScan(unsigned(at + 1)))) {
            at++;
        }
        return isWholeWithoutEnd(at) ? file.length : at;
    }

    private static boolean endsScan(int next) {
        boolean stuffed = next == 0;
        return !stuffed && !isRestart(next) && next != 0xff;
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xd0 && marker <= 0xd7;
    }

    private void keep(int marker, int from, int to) {
        lean.write(0xff);
        lean.write(marker);
        lean.write(file, from, to - from);
    }

    private int unsigned(int offset) {
        if (offset >= file.length) {
            throw cutShort();
        }
        return file[offset] & 0xff;
    }

    BadImageException cutShort() {
        return new BadImageException("picture: JPEG is cut short after " + file.length + " bytes");
    }
}
