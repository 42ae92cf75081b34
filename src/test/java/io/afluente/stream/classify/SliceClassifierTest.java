package io.afluente.stream.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageFormat;
import io.afluente.image.decode.ImageLimits;
import io.afluente.meter.Meters;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.LiveModel;
import io.afluente.stream.fetch.Fetcher;
import io.afluente.stream.fetch.PatientFetcher;
import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.RecordBounds;
import io.afluente.trace.Tracing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pictures that are small packed and huge unpacked hold nobody up. */
class SliceClassifierTest {
    /** 16 MiB unpacked, some kilobytes packed. */
    private static final byte[] LARGE = png(4096);

    private static final byte[] SMALL = png(28);

    private final LiveModel live =
            new LiveModel(new Nd4jEngine(8), Optional.empty(), Meters.none());
    private final SliceClassifier classifier = classifier(live, Fetcher.none(), 16 << 20);

    /** One that fetches what its rows refer to, so many bytes at a time. */
    static SliceClassifier classifier(LiveModel live, Fetcher fetcher, long room) {
        RecordBounds bounds = new RecordBounds("images", 8 << 20);
        ImageCodec codec =
                new ImageCodec(
                        new ImageDecoder(ImageLimits.DEFAULT), 4 << 20, ValueFormats.JSON, fetcher);
        return new SliceClassifier(
                TrafficSplit.to(live),
                bounds,
                codec,
                new SliceReferences(
                        new PatientFetcher(fetcher, () -> 0), codec, bounds, room, Meters.none()),
                new PublishedLabels(5),
                ForwardedHeaders.usual(),
                Tracing.none(),
                Meters.none());
    }

    @AfterEach
    void close() {
        classifier.close();
        live.close();
    }

    @Test
    void shouldCutASliceByWhatItUnpacksTo() {
        live.accept(TestNetworks.untrained(1, 1));
        List<PolledRow> rows = rows(LARGE, LARGE, LARGE, LARGE, LARGE, SMALL);

        classifier.answer(rows);
        assertThat(rows.stream().filter(PolledRow::settled)).hasSize(4);

        classifier.answer(rows.subList(4, 6));
        assertThat(rows).allMatch(row -> row.answered() != null);
        assertThat(sliceSize(rows.get(3))).isEqualTo("4");
        assertThat(sliceSize(rows.get(5))).isEqualTo("2");
    }

    @Test
    void shouldRefuseABombAndAnswerItsNeighbours() {
        live.accept(TestNetworks.untrained(1, 1));
        List<PolledRow> rows = rows(bomb(), SMALL, bomb(), SMALL);

        while (!rows.stream().allMatch(PolledRow::settled)) {
            classifier.answer(rows.stream().filter(row -> !row.settled()).toList());
        }

        assertThat(rows.get(1).answered()).isNotNull();
        assertThat(rows.get(3).answered()).isNotNull();
        assertThatThrownBy(() -> rows.get(0).answered())
                .isInstanceOf(BadRecordException.class)
                .hasMessageStartingWith("picture: 8,192x8,192 pixels of 6 bytes, allowed are ");
    }

    @Test
    void shouldMakeASliceOfAsManyImagesAsTakeASecond() {
        live.accept(TestNetworks.untrained(1, 1));
        assertThat(classifier.sliceImages(64)).isEqualTo(64);
    }

    private static List<PolledRow> rows(byte[]... values) {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, HeaderNames.CONTENT_TYPE, ImageFormat.PNG.contentType());
        return IntStream.range(0, values.length)
                .mapToObj(i -> new PolledRow(i, new byte[] {(byte) i}, values[i], headers))
                .toList();
    }

    static byte[] png(int side) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** 8,192 x 8,192 pixels in 16-bit colour, as the header has it. */
    private static byte[] bomb() {
        byte[] png = png(28);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 8192).putInt(20, 8192).put(24, (byte) 16).put(25, (byte) 2);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    private static String sliceSize(PolledRow row) {
        return HeaderNames.text(row.answered().headers(), HeaderNames.SLICE_SIZE);
    }
}
