package io.afluente.produce;

import io.afluente.image.data.PictureFile;
import io.afluente.setting.UserException;
import io.afluente.stream.client.Submissions;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.MediaType;
import io.afluente.stream.record.RecordPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends picture files as they are, with what the reader needs to know in headers.
 *
 * @param submissions to Kafka
 * @param topic they go to
 * @param ink what is said of their writing
 * @param label of each file, empty for pictures to be answered; may refuse by {@link UserException}
 */
public record PictureSender(
        Submissions submissions,
        String topic,
        InkChoice ink,
        Function<PictureFile, OptionalInt> label) {

    /** What Java makes of bytes that are no characters: names of two files could become one id. */
    private static final char UNREADABLE = '\ufffd';

    /** Sends a file; says in the outcome why that can't be done. */
    public CompletableFuture<SendResult> send(PictureFile file) {
        if (file.id().indexOf(UNREADABLE) >= 0) {
            return notSent(file, "its name can't be read in this locale; set LC_ALL=C.UTF-8");
        }
        try {
            byte[] bytes = Files.readAllBytes(file.path());
            return submissions
                    .send(record(file, bytes))
                    .handle((source, e) -> outcome(file, bytes.length, source, e));
        } catch (IOException e) {
            return notSent(file, "the file can't be read: " + e.getMessage());
        } catch (UserException e) {
            return notSent(file, e.getMessage());
        }
    }

    private ProducerRecord<byte[], byte[]> record(PictureFile file, byte[] bytes) {
        var record = new ProducerRecord<>(topic, file.id().getBytes(StandardCharsets.UTF_8), bytes);
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, MediaType.ofPicture(bytes));
        ink.word().ifPresent(word -> HeaderNames.put(record.headers(), HeaderNames.INK, word));
        label.apply(file).ifPresent(l -> HeaderNames.put(record.headers(), HeaderNames.LABEL, l));
        return record;
    }

    private static CompletableFuture<SendResult> notSent(PictureFile file, String reason) {
        return CompletableFuture.completedFuture(SendResult.notSent(file, reason));
    }

    private static SendResult outcome(
            PictureFile file, int bytes, RecordPosition source, Throwable e) {
        if (e == null) {
            return SendResult.sent(file, source);
        }
        if (e instanceof RecordTooLargeException) {
            return SendResult.notSent(
                    file,
                    String.format(
                            Locale.ROOT, "the file's %,d bytes are more than Kafka takes", bytes));
        }
        throw new CompletionException(e);
    }
}
