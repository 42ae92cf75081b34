package io.afluente.model.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What was worked out for the last few keys, so that it need not be again. Bounded, because keys
 * come from outside. Safe for all threads.
 */
final class LruCache<K, V> {
    private static final int MAX_ENTRIES = 16;

    private final Map<K, V> values =
            new LinkedHashMap<>(MAX_ENTRIES, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                    return size() > MAX_ENTRIES;
                }
            };
    private final Function<K, V> work;

    LruCache(Function<K, V> work) {
        this.work = work;
    }

    /** The value of a key; nothing is kept where working it out fails. */
    synchronized V of(K key) {
        V value = values.get(key);
        if (value == null) {
            value = work.apply(key);
            values.put(key, value);
        }
        return value;
    }
}
