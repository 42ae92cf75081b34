package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import io.afluente.evaluate.Saved;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened since the last score, for the next one to tell: the latest of it, so that a score
 * stays small, however many orders come without an example between them.
 */
final class Events implements Resumable {
    static final int MAX = 256;

    private static final int MOST = 1 << 20;

    private final List<Event> untold = new ArrayList<>();

    void add(Event.Kind kind, long offset, String about) {
        if (untold.size() == MAX) {
            untold.remove(0);
        }
        untold.add(new Event(kind, offset, about));
    }

    /** Hands over all that is untold. */
    List<Event> tell() {
        List<Event> told = List.copyOf(untold);
        untold.clear();
        return told;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(untold.size());
        for (Event event : untold) {
            out.writeUTF(event.kind().name());
            out.writeLong(event.offset());
            out.writeUTF(event.about());
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        untold.clear();
        for (int left = Saved.upTo(in, MOST, "number of events"); left > 0; left--) {
            Event.Kind kind = Words.read(in, Event.Kind.class);
            add(kind, in.readLong(), in.readUTF());
        }
    }
}
