package io.afluente.learn.drift;

import io.afluente.evaluate.Resumable;
import io.afluente.evaluate.Saved;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened since the last score, for the next one to tell: the latest of it, so that a score
 * stays small, however many orders come without an example between them, and how much came before.
 */
public final class Events implements Resumable {
    /** Told by one score. */
    static final int MAX = 256;

    private static final int MAX_SAVED = 1 << 20;

    private final List<Event> untold = new ArrayList<>();
    private long leftOut;
    private long lastLeftOut;

    public void add(Event.Kind kind, long offset, String about) {
        if (untold.size() == MAX - 1) {
            lastLeftOut = untold.remove(0).offset();
            leftOut++;
        }
        untold.add(new Event(kind, offset, about));
    }

    /** Hands over all that is untold. */
    public List<Event> tell() {
        List<Event> told = new ArrayList<>(untold);
        if (leftOut > 0) {
            told.add(0, leftOut("%,d more before these".formatted(leftOut)));
        }
        untold.clear();
        leftOut = 0;
        return told;
    }

    private Event leftOut(String about) {
        return new Event(Event.Kind.LEFT_OUT, lastLeftOut, about);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(untold.size() + (leftOut > 0 ? 1 : 0));
        if (leftOut > 0) {
            save(leftOut(Long.toString(leftOut)), out);
        }
        for (Event event : untold) {
            save(event, out);
        }
    }

    private static void save(Event event, DataOutput out) throws IOException {
        out.writeUTF(event.kind().name());
        out.writeLong(event.offset());
        out.writeUTF(event.about());
    }

    @Override
    public void load(DataInput in) throws IOException {
        untold.clear();
        leftOut = 0;
        for (int left = Saved.upTo(in, MAX_SAVED, "number of events"); left > 0; left--) {
            Event.Kind kind = Saved.constant(in, Event.Kind.class);
            long offset = in.readLong();
            String about = in.readUTF();
            if (kind == Event.Kind.LEFT_OUT) {
                leftOut = countOf(about);
                lastLeftOut = offset;
            } else {
                add(kind, offset, about);
            }
        }
    }

    private static long countOf(String about) throws IOException {
        try {
            return Long.parseLong(about);
        } catch (NumberFormatException e) {
            throw new IOException("saved state: events left out: a number, not " + about, e);
        }
    }
}
