package io.afluente.stream.format;

import io.afluente.stream.format.RegistryException.Cause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What reads the values of each schema; a schema is asked for once. Where a registry is away, the
 * record that finds it so waits for as long as one has patience, and all others are refused at once
 * until it is asked again. Numbers that lead nowhere are asked for within {@link Misses} alone, so
 * that whoever makes them up does not hold the stream. Safe for any thread.
 */
final class KnownSchemas {
    /** For how long what a registry could not say is not asked again. */
    static final Duration REST = Duration.ofSeconds(10);

    /** More numbers than any registry's topic has; whoever makes them up gets no memory of ours. */
    private static final int MOST = 1_000;

    private final SchemaRegistry registry;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Map<Use, ValueReader> readers = new ConcurrentHashMap<>();
    private final Map<Integer, Refusal> refusals = new ConcurrentHashMap<>();
    private final Misses misses;
    private volatile Refusal away;

    /** A schema, read as the values of one of our topics. */
    private record Use(int schema, String topic) {}

    private record Refusal(String reason, boolean passing, long since) {}

    KnownSchemas(SchemaRegistry registry, Duration patience, LongSupplier nanoTime) {
        this.registry = registry;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.misses = new Misses(patience, REST);
    }

    /**
     * What reads values of a schema.
     *
     * @param topic whose values they are to be, by its name in {@code topics/}
     * @throws BadValueException if there is none
     */
    ValueReader reader(int schema, String topic) {
        Use use = new Use(schema, topic);
        ValueReader known = readers.get(use);
        if (known != null) {
            return known;
        }
        refuse(schema); // before there is anybody to wait for
        return ask(use);
    }

    private synchronized ValueReader ask(Use use) {
        ValueReader meanwhile = readers.get(use);
        if (meanwhile != null) {
            return meanwhile;
        }
        refuse(use.schema());
        long begun = nanoTime.getAsLong();
        try {
            RegisteredSchema found =
                    Retries.within(patience, left -> registry.byId(use.schema(), left));
            return keep(readers, use, OwnSchema.reader(found, use.topic()));
        } catch (RegistryException e) {
            Refusal refusal = new Refusal(reason(e), true, nanoTime.getAsLong());
            if (e.why() == Cause.UNKNOWN) {
                throw missed(use.schema(), refusal, begun);
            }
            away = refusal;
            throw refusal(use.schema(), refusal);
        } catch (BadValueException e) {
            throw missed(
                    use.schema(), new Refusal(e.getMessage(), false, nanoTime.getAsLong()), begun);
        }
    }

    private BadValueException missed(int schema, Refusal refusal, long begun) {
        keep(refusals, schema, refusal);
        if (misses.areTooMany(begun, refusal.since())) {
            away = new Refusal(misses.words(), true, refusal.since());
        }
        return refusal(schema, refusal);
    }

    private static String reason(RegistryException e) {
        return e.why() == Cause.UNKNOWN
                ? "the registry has none of this number"
                : "the registry does not say it: " + e.getMessage();
    }

    private void refuse(int schema) {
        refuse(schema, refusals.get(schema));
        refuse(schema, away);
    }

    private void refuse(int schema, Refusal earlier) {
        if (earlier != null && nanoTime.getAsLong() - earlier.since() < REST.toNanos()) {
            throw refusal(schema, earlier);
        }
    }

    private static BadValueException refusal(int schema, Refusal refusal) {
        return new BadValueException(
                "schema %s: %s".formatted(Integer.toUnsignedString(schema), refusal.reason()),
                refusal.passing());
    }

    private static <K, V> V keep(Map<K, V> all, K key, V value) {
        if (all.size() >= MOST) {
            all.clear();
        }
        all.put(key, value);
        return value;
    }
}
