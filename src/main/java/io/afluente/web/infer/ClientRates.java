package io.afluente.web.infer;

import io.afluente.web.infer.tensor.InferException;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests a client may make: so many a second, and no more than a second's worth at once.
 * A client is an address. Safe for any thread.
 */
final class ClientRates {
    private static final int MOST_CLIENTS = 10_000;

    private final int perSecond;
    private final LongSupplier nanos;
    private final Map<String, Allowance> clients =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
                    return size() > MOST_CLIENTS;
                }
            };

    private static final class Allowance {
        private double left;
        private long at;

        Allowance(double left, long at) {
            this.left = left;
            this.at = at;
        }
    }

    /**
     * @param perSecond 0 for any number
     * @param nanos a clock
     */
    ClientRates(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** Refuses a request that comes too soon after many others of the same client. */
    synchronized void check(String client) {
        if (perSecond == 0) {
            return;
        }
        long now = nanos.getAsLong();
        Allowance allowance = clients.computeIfAbsent(client, c -> new Allowance(perSecond, now));
        double earned = (now - allowance.at) / 1e9 * perSecond;
        allowance.left = Math.min(perSecond, allowance.left + earned);
        allowance.at = now;
        if (allowance.left < 1) {
            throw new InferException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "no more than %,d requests a second".formatted(perSecond));
        }
        allowance.left--;
    }
}
