package io.afluente.model;

/**
 * A network that is ready to answer, shared by threads. Each thread takes a {@link Classifier} of
 * its own; what they share is freed when this is closed and the last classifier is.
 */
public interface ServableNetwork extends AutoCloseable {
    /** The network's shape, labels and normalisation. */
    NetworkSpec spec();

    /** A classifier for the calling thread. Cheap: buffers are reused between versions. */
    Classifier classifier();

    /** Which engine answers. */
    EngineChoice engine();

    /** How long one image by itself took when the network was prepared, in nanoseconds. */
    long nanosPerImage();

    /** No more classifiers will be asked for. Those handed out go on until they are closed. */
    @Override
    void close();
}
