package io.afluente.stream.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.registry.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces, put together again, are what was written, however it came. */
class PiecesOutTest {
    private static final int PIECE = 10;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 20, 57})
    void shouldHandOnAllInPiecesOfOneSize(int length) {
        byte[] all = new byte[length];
        new Random(length).nextBytes(all);
        List<byte[]> pieces = new ArrayList<>();
        PiecesOut out = new PiecesOut(PIECE, pieces::add);

        int byOne = Math.min(3, length);
        for (int i = 0; i < byOne; i++) {
            out.write(all[i]);
        }
        int half = (length - byOne) / 2;
        out.write(all, byOne, half);
        out.write(all, byOne + half, length - byOne - half);
        out.close();

        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        pieces.forEach(joined::writeBytes);
        assertThat(joined.toByteArray()).isEqualTo(all);
        assertThat(pieces).hasSize((length + PIECE - 1) / PIECE);
        assertThat(out.pieces()).isEqualTo(pieces.size());
        assertThat(out.bytes()).isEqualTo(length);
        assertThat(out.sha256()).isEqualTo(Sha256.of(all));
    }
}
