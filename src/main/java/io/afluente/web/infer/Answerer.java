package io.afluente.web.infer;

import io.afluente.web.infer.tensor.InferException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who answers the pictures of requests. Safe for any thread. */
interface Answerer extends AutoCloseable {
    /** The version that serves, as far as is known here; empty where none does. */
    Optional<Served> served();

    /** The outputs that answers of this version have. */
    List<Metadata.Tensor> outputs(Served served);

    /** How many pictures a request may have, of so many that are allowed. */
    int mostImages(int allowed);

    /**
     * Answers pictures.
     *
     * @return one answer for each, in their order; or fails with a {@link InferException}, and
     *     never later than after some seconds
     */
    CompletableFuture<List<Answered>> answer(Question question);

    /** Throws what has ended this for good, if anything has. */
    void check();

    @Override
    void close();
}
