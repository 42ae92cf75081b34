package io.afluente.stream.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One try to fetch one picture, which can be given up at any time. Safe for any thread. */
final class Attempt {
    private CompletableFuture<byte[]> picture;
    private Future<?> exchange;
    private boolean over;

    /** Notes the part of the work that is to be ended with it. */
    synchronized <T> CompletableFuture<T> running(CompletableFuture<T> part) {
        exchange = part;
        if (over) {
            part.cancel(true);
        }
        return part;
    }

    /** What brings the picture. */
    Attempt bringing(CompletableFuture<byte[]> brought) {
        picture = brought;
        return this;
    }

    /** Does something as soon as it has come to an end. */
    void atEnd(Runnable action) {
        picture = picture.whenComplete((bytes, fault) -> action.run());
    }

    /** What has come of it by then; empty of a picture that the others have left no room for. */
    Fetched await(long nanos, long millisAllowed) throws InterruptedException {
        try {
            return Fetched.picture(picture.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Fetched.failed(tooSlow(millisAllowed));
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
    }

    static FetchException tooSlow(long millis) {
        return FetchException.passing("no whole answer within %,d ms".formatted(millis));
    }

    private static Fetched failed(Throwable thrown) {
        Throwable fault = thrown;
        while (fault instanceof CompletionException && fault.getCause() != null) {
            fault = fault.getCause();
        }
        for (Throwable why = fault; why != null; why = why.getCause()) {
            if (why instanceof NoRoomException) {
                return Fetched.later();
            }
            if (why instanceof FetchException known) {
                return Fetched.failed(known);
            }
        }
        return Fetched.failed(FetchException.passing(words(fault)));
    }

    private static String words(Throwable fault) {
        String kind = fault.getClass().getSimpleName();
        return fault.getMessage() == null ? kind : kind + ": " + fault.getMessage();
    }

    /** Gives it up, if it still runs. */
    synchronized void end() {
        over = true;
        if (exchange != null) {
            exchange.cancel(true);
        }
    }
}
