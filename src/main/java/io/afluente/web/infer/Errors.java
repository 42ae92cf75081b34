package io.afluente.web.infer;

import io.afluente.web.infer.tensor.InferException;
import io.javalin.http.Context;
import java.util.Map;

/** Errors as the protocol has them. */
final class Errors {
    private Errors() {}

    static void tell(Context request, InferException refusal) {
        if (refusal.isForNow()) {
            request.header("Retry-After", "1");
        }
        request.status(refusal.status())
                .contentType("application/json")
                .result(InferJson.write(Map.of("error", refusal.getMessage())));
    }
}
