package io.afluente.model;

import io.afluente.model.engine.Engines;

/** A way to run networks for serving; {@link Engines} lists them. */
public interface Engine {
    /**
     * Makes a network ready to answer: checks it, builds what threads share, and answers three
     * pictures. May be slow, and is called away from the hot path.
     *
     * @throws BadNetworkException if the network can't be run, whatever goes wrong with it
     */
    ServableNetwork prepare(SavedNetwork network);
}
