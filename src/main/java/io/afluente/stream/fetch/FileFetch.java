package io.afluente.stream.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Gets pictures that are files of this machine, where that is allowed. */
final class FileFetch {
    private final AllowList allowed;
    private final int most;

    /**
     * @param most bytes of a picture
     */
    FileFetch(AllowList allowed, int most) {
        this.allowed = allowed;
        this.most = most;
    }

    byte[] get(FetchUrl url, ByteBudget budget) {
        allowed.requireNamed(url);
        try {
            // a link may lead out of what is allowed
            Path file = Path.of(url.uri()).toRealPath();
            allowed.requireNamed(FetchUrl.of(file.toUri().toString()));
            return read(file, budget);
        } catch (NoSuchFileException e) {
            throw FetchException.lasting("no such file");
        } catch (IllegalArgumentException e) {
            throw FetchException.lasting("no file's name");
        } catch (IOException e) {
            throw new UncheckedIOException("can't be read", e);
        }
    }

    private byte[] read(Path file, ByteBudget budget) throws IOException {
        // a pipe could be waited for without end
        if (!Files.isRegularFile(file)) {
            throw FetchException.lasting("no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw FetchException.tooLarge(most);
            }
            if (!budget.take(bytes.length)) {
                throw new NoRoomException();
            }
            return bytes;
        }
    }
}
