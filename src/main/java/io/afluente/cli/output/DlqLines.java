package io.afluente.cli.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.stream.record.DeadLetter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;

/** Writes dead letters for people, or as JSON. */
public final class DlqLines {
    private static final int SHOWN_BYTES = 512;
    private static final int KEY = 24;

    private final PrintWriter out;
    private long count;

    public DlqLines(PrintWriter out) {
        this.out = out;
    }

    public void row(DeadLetter letter) {
        if (count++ == 0) {
            out.printf("%-24s %-24s %-24s %10s  %s%n", "PLACE", "TIME", "KEY", "BYTES", "REASON");
        }
        out.printf(
                "%-24s %-24s %s %10d  %s%n",
                letter.position(),
                time(letter),
                Text.fit(text(letter.record().key()), KEY),
                size(letter),
                reason(letter));
    }

    public void count() {
        out.println(count == 0 ? "no dead letters" : count + " in all");
    }

    public void json(DeadLetter letter) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("place", letter.position().toString());
        line.put("time", time(letter).toString());
        byte[] key = letter.record().key();
        line.put("key", key == null ? null : text(key));
        line.put("bytes", size(letter));
        line.put("source", letter.source().map(Object::toString).orElse(null));
        line.put("reason", letter.reason());
        line.put("passing", letter.isPassing());
        out.println(line);
    }

    /** All that is known of one. */
    public void details(DeadLetter letter) {
        out.println("place   " + letter.position());
        out.println("time    " + time(letter));
        out.println("source  " + letter.source().map(Object::toString).orElse("unknown"));
        out.println("reason  " + reason(letter));
        out.println("key     " + text(letter.record().key()));
        for (Header header : letter.headers()) {
            out.println("header  " + Text.printable(header.key()) + ": " + text(header.value()));
        }
        letter.leftOut().ifPresent(part -> out.println("lacks   " + Text.printable(part)));
        out.println("value   " + size(letter) + " bytes: " + text(letter.record().value()));
    }

    private static String reason(DeadLetter letter) {
        String reason = Text.printable(letter.reason());
        return letter.isPassing() ? "(passing) " + reason : reason;
    }

    private static Instant time(DeadLetter letter) {
        return Instant.ofEpochMilli(letter.record().timestamp());
    }

    private static int size(DeadLetter letter) {
        byte[] value = letter.record().value();
        return value == null ? 0 : value.length;
    }

    private static String text(byte[] bytes) {
        if (bytes == null) {
            return "null";
        }
        byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN_BYTES));
        String text = new String(start, StandardCharsets.UTF_8);
        boolean readable = text.chars().noneMatch(c -> c == 0xfffd || (c < ' ' && c != 10));
        String shown = readable ? text : "hex " + HexFormat.of().formatHex(start);
        return bytes.length > SHOWN_BYTES ? shown + " ..." : shown;
    }
}
