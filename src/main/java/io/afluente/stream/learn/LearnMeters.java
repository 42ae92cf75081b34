package io.afluente.stream.learn;

import io.afluente.learn.CheckpointDecision;
import io.afluente.learn.MiniBatchScore;
import io.afluente.learn.drift.Event;
import io.afluente.meter.Meters;
import java.util.EnumMap;
import java.util.Map;

/** What is measured of learning. */
final class LearnMeters {
    private final Meters.Counter examples;
    private final Meters.Counter miniBatches;
    private final Meters.Counter checkpoints;
    private final Map<Event.Kind, Meters.Counter> events = new EnumMap<>(Event.Kind.class);
    private volatile double loss;
    private volatile double windowedAccuracy;
    private volatile double fadingAccuracy;
    private volatile double checkpointBytes;

    LearnMeters(Meters meters) {
        examples = meters.counter("examples.learned");
        miniBatches = meters.counter("training.steps");
        checkpoints = meters.counter("checkpoints.published");
        for (Event.Kind kind : Event.Kind.values()) {
            events.put(kind, meters.counter("line.events", "kind", kind.wireName()));
        }
        meters.gauge("training.loss", () -> loss);
        meters.gauge("prequential.accuracy.ratio", () -> windowedAccuracy, "kind", "windowed");
        meters.gauge("prequential.accuracy.ratio", () -> fadingAccuracy, "kind", "fading");
        meters.gauge("checkpoint.bytes", () -> checkpointBytes);
    }

    void learned(MiniBatchScore score) {
        examples.add(score.examples());
        miniBatches.add(1);
        loss = score.loss();
        windowedAccuracy = score.score().windowedAccuracy();
        fadingAccuracy = score.score().fadingAccuracy();
    }

    void happened(Event event) {
        events.get(event.kind()).add(1);
    }

    void checkpointed(CheckpointDecision cut) {
        checkpoints.add(1);
        checkpointBytes = cut.checkpoint().bytes().length;
    }
}
