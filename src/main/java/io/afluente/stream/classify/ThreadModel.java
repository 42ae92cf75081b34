package io.afluente.stream.classify;

import io.afluente.registry.LiveModel;

/** A live model as one thread has it. */
public final class ThreadModel implements AutoCloseable {
    private final LiveModel live;
    private LiveModel.Answering model;

    public ThreadModel(LiveModel live) {
        this.live = live;
    }

    /** The version that is live now; null if there is none. */
    public LiveModel.Answering lookUp() {
        if (model == null || !model.version().equals(live.version())) {
            close();
            model = live.answering().orElse(null);
        }
        return model;
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
            model = null;
        }
    }
}
