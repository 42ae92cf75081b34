package io.afluente.web.infer;

import io.afluente.web.infer.tensor.InferException;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** Which version a client wants to be answered by. */
final class Versions {
    private Versions() {}

    /** Refuses to answer by another version than the one that is asked for, if one is. */
    static void require(Optional<String> wanted, String serving) {
        if (wanted.isPresent() && !wanted.get().equals(serving)) {
            throw new InferException(
                    HttpStatus.NOT_FOUND,
                    "version: %s does not serve, %s does".formatted(wanted.get(), serving));
        }
    }
}
