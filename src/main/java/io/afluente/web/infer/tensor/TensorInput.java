package io.afluente.web.infer.tensor;

import java.util.List;

/**
 * An input tensor as it came.
 *
 * @param name of the input
 * @param datatype as the protocol spells it
 * @param shape as it was given
 * @param values what JSON said, or null where the values are binary
 * @param binary the values after the JSON, or null where JSON has them
 */
public record TensorInput(
        String name, String datatype, List<Long> shape, JsonValues values, byte[] binary) {}
