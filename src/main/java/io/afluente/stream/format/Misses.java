package io.afluente.stream.format;

import java.time.Duration;

/**
 * How many questions to a registry may lead nowhere, and how long they may take together, before
 * others are not asked. Not for several threads at once.
 */
final class Misses {
    /** Of a rest's length; more than wrong settings and old records bring. */
    static final int MOST = 100;

    private final long patience;
    private final long rest;
    private long since;
    private long taken;
    private int number;

    /**
     * @param patience that all of them together may take
     * @param rest after which they are forgotten
     */
    Misses(Duration patience, Duration rest) {
        this.patience = patience.toNanos();
        this.rest = rest.toNanos();
    }

    /** Takes note of one more, by when it began and ended, and says whether it is time to rest. */
    boolean areTooMany(long begun, long ended) {
        if (number == 0 || begun - since >= rest) {
            since = begun;
            taken = 0;
            number = 0;
        }
        number++;
        taken += ended - begun;
        boolean tooMany = number >= MOST || taken >= patience;
        if (tooMany) {
            number = 0;
        }
        return tooMany;
    }

    String words() {
        return "not asked for; too many other numbers led nowhere";
    }
}
