package io.afluente.stream;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.EngineChoice;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import java.util.List;

/** An engine with a bug: every forward pass throws. */
public record FailingEngine(RuntimeException fault) implements Engine {
    @Override
    public ServableNetwork prepare(SavedNetwork network) {
        return new ServableNetwork() {
            @Override
            public NetworkSpec spec() {
                return network.spec();
            }

            @Override
            public Classifier classifier() {
                return new Failing(network.spec().input());
            }

            @Override
            public EngineChoice engine() {
                return EngineChoice.given("failing");
            }

            @Override
            public long nanosPerImage() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    private final class Failing implements Classifier {
        private final InputShape input;

        Failing(InputShape input) {
            this.input = input;
        }

        @Override
        public InputShape input() {
            return input;
        }

        @Override
        public int maxBatch() {
            return 8;
        }

        @Override
        public List<Prediction> predict(List<Image> images) {
            throw fault;
        }

        @Override
        public void close() {}
    }
}
