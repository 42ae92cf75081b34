package io.afluente.web.infer;

import io.afluente.web.Access;
import io.afluente.web.infer.tensor.InferException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which requests are taken in, before anything is done for them: those of whoever may ask, not too
 * many at once, and of a kind that can be read. Safe for any thread.
 */
final class Admission {
    private final Access access;
    private final ClientRates rates;
    private final int mostAtOnce;
    private final AtomicInteger inside = new AtomicInteger();

    Admission(Access access, ClientRates rates, int mostAtOnce) {
        this.access = access;
        this.rates = rates;
        this.mostAtOnce = mostAtOnce;
    }

    /** Lets a request in, which leaves later; throws what it is refused with. */
    void enter(Context request) {
        access.check(request);
        rates.check(request.ip());
        checkKind(request);
        if (inside.incrementAndGet() > mostAtOnce) {
            inside.decrementAndGet();
            throw InferException.unavailable(
                    "no more than %,d requests at once".formatted(mostAtOnce));
        }
    }

    void leave() {
        inside.decrementAndGet();
    }

    private static void checkKind(Context request) {
        String type = request.contentType();
        String essence =
                type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        boolean known =
                essence.isEmpty()
                        || essence.equals("application/json")
                        || essence.equals("application/octet-stream");
        if (!known) {
            throw unsupported("content-type: application/json or application/octet-stream", type);
        }
        String encoding = request.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("content-encoding: none", encoding);
        }
    }

    private static InferException unsupported(String allowed, String given) {
        return new InferException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, allowed + ", not " + given);
    }
}
