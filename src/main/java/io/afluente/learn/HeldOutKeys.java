package io.afluente.learn;

import io.afluente.evaluate.Saved;
import io.afluente.learn.drift.Event;
import io.afluente.learn.drift.Events;
import io.afluente.learn.example.Example;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds keys that are held out and come again and again: all that they teach is lost. Counts the
 * most frequent held-out keys in bounded room (Misra and Gries: Finding repeated elements, 1982).
 * Any key that has more than one in {@value #KEYS} of the held-out examples to itself is found;
 * keys that are all different, as they should be, never are.
 */
final class HeldOutKeys implements LaterPart {
    /** So many held-out examples of one key are told of. */
    static final int TOLD_AT = 32;

    private static final int KEYS = 64;
    private static final int MAX_TOLD = 100;

    private final Events events;
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    HeldOutKeys(Events events) {
        this.events = events;
    }

    /**
     * Counts a held-out example, and tells of its key when it has come often: once, while it lasts.
     */
    void count(Example example) {
        String key = example.id();
        if (counts.size() < KEYS || counts.containsKey(key)) {
            if (counts.merge(key, 1, Integer::sum) == TOLD_AT) {
                events.add(Event.Kind.KEY_HELD_OUT, example.offset(), about(key));
            }
        } else {
            counts.replaceAll((other, count) -> count - 1);
            counts.values().removeIf(count -> count == 0);
        }
    }

    private static String about(String key) {
        String name = key.length() > MAX_TOLD ? key.substring(0, MAX_TOLD) + "…" : key;
        return "\"%s\" is held out to judge checkpoints by, and comes again and again: nothing is learned from it"
                .formatted(name);
    }

    @Override
    public void absent() {
        counts.clear();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue());
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        counts.clear();
        for (int left = Saved.upTo(in, KEYS, "number of held-out keys"); left > 0; left--) {
            counts.put(in.readUTF(), Saved.upTo(in, Integer.MAX_VALUE, "count of a held-out key"));
        }
    }
}
