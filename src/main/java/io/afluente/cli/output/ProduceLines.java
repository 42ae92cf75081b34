package io.afluente.cli.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.produce.SendResult;
import java.io.PrintWriter;
import java.util.Locale;

/** Writes what became of pictures for people, or as JSON. */
public final class ProduceLines {
    private final PrintWriter out;
    private boolean begun;

    public ProduceLines(PrintWriter out) {
        this.out = out;
    }

    public void row(SendResult outcome) {
        if (!begun) {
            begun = true;
            out.printf("%-32s %5s %10s  %s%n", "PICTURE", "LABEL", "CONFIDENCE", "VERSION");
        }
        String id = Text.fit(outcome.file().id(), 32);
        if (outcome.answer() == null) {
            out.printf("%s %5s %10s  %s%n", id, "-", "-", Text.printable(outcome.reason()));
            return;
        }
        var prediction = outcome.answer().prediction();
        out.printf(
                Locale.ROOT,
                "%s %5d %10.3f  %s%n",
                id,
                prediction.label(),
                prediction.confidence(),
                Text.printable(outcome.answer().version()));
    }

    public void json(SendResult outcome) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("file", outcome.file().path().toString());
        line.put("id", outcome.file().id());
        line.put("turned", outcome.turned());
        line.put("ink", outcome.ink());
        line.put("source", outcome.source() == null ? null : outcome.source().toString());
        if (outcome.answer() != null) {
            line.put("label", outcome.answer().prediction().label());
            line.put("confidence", outcome.answer().prediction().confidence());
            line.put("version", outcome.answer().version());
        }
        line.put("reason", outcome.reason());
        out.println(line);
    }
}
