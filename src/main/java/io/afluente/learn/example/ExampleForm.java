package io.afluente.learn.example;

import io.afluente.image.InputShape;
import io.afluente.model.NetworkSpec;

/**
 * What a network can learn from.
 *
 * @param shape of the pictures
 * @param labels how many there are
 */
public record ExampleForm(InputShape shape, int labels) {
    public static ExampleForm of(NetworkSpec network) {
        return new ExampleForm(network.input(), network.labels().size());
    }
}
