package io.afluente.web.infer.tensor;

import java.util.List;

/**
 * A request as it came, before its tensor is looked into.
 *
 * @param id the client's own name for it; null for none
 * @param ink how writing is drawn that is to be found in the pictures; null for pictures as they
 *     are
 * @param images the one input
 * @param outputs what is asked for
 */
public record InferRequest(String id, String ink, TensorInput images, Outputs outputs) {
    /**
     * What is asked for.
     *
     * @param wanted names, and whether they are to come as binary values; empty for all
     * @param binary whether those that nobody named come as binary values
     */
    public record Outputs(List<Wanted> wanted, boolean binary) {}

    /**
     * An output that is asked for.
     *
     * @param binary null where the request as a whole says it
     */
    public record Wanted(String name, Boolean binary) {}
}
