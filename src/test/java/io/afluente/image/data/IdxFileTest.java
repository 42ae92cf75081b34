package io.afluente.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFileTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a, no IDX file of unsigned bytes: it begins with 89504e47",
        "00000d0100000001, holds values of type float32",
        "00000c0200000028, ends inside the IDX header",
        "1f8b080000000000, a damaged or unfinished gzip file",
        "00000800, '1 to 4 dimensions can be read, got 0'",
        "000008050000000100000001000000010000000100000001, '1 to 4 dimensions can be read, got 5'",
        "00000801ffffffff, impossible dimensions -1",
        "000008020000000100000000, impossible dimensions 1x0",
        "00000803000000017fffffff7fffffff, one item is too large: 1x2147483647x2147483647",
        "000008037fffffff0000ffff00007fff, is cut short",
    })
    void shouldRefuseAWrongHeader(String hex, String reason) throws IOException {
        Path file = Files.write(folder.resolve("file"), HexFormat.of().parseHex(hex));
        assertThatThrownBy(() -> IdxFile.open(file))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "3c21444f43545950, '\"<!DOCTYP\"'",
        "89504e470d0a1a0a, 89504e470d0a1a0a",
    })
    void shouldSayWhatAFileIsThatIsNotGzipped(String hex, String begins) throws IOException {
        Path file = Files.write(folder.resolve("file.gz"), HexFormat.of().parseHex(hex));

        assertThatThrownBy(() -> IdxFile.open(file))
                .isInstanceOf(BadImageException.class)
                .hasMessage(file + ": not gzipped: it begins with " + begins);
    }

    @Test
    void shouldRefuseAPackedFileThatClaimsToBeHuge() throws IOException {
        byte[] head = HexFormat.of().parseHex("000008037fffffff0000ffff00007fff");
        Path file = folder.resolve("file.gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(head);
        }
        assertThatThrownBy(() -> IdxFile.open(file))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("is too large: gunzip it first");
    }

    @Test
    void shouldOpenAFileWithoutItems() throws IOException {
        byte[] empty = HexFormat.of().parseHex("0000080100000000");
        Path file = Files.write(folder.resolve("file"), empty);
        IdxFile opened = IdxFile.open(file);
        assertThat(opened.header().items()).isZero();
        assertThatThrownBy(() -> opened.item(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldSayThatAFolderIsNoFile() {
        assertThatThrownBy(() -> IdxFile.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder + ": ");
    }

    @Test
    void shouldThrowNothingButBadImageOnRandomBytes() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            for (int j = 0; j < Math.min(3, bytes.length); j++) {
                bytes[j] = j == 2 ? (byte) 8 : 0;
            }
            String name = random.nextBoolean() ? "file" : "file.gz";
            Path file = Files.write(folder.resolve(name), bytes);
            assertThatThrownBy(() -> IdxFile.open(file)).isInstanceOf(BadImageException.class);
        }
    }
}
