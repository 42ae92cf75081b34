package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.learn.EntryResult;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Learner;
import io.afluente.learn.example.Provenance;
import io.afluente.model.BackboneSpec;
import io.afluente.model.NetworkSpec;
import io.afluente.model.RuntimeIdentity;
import io.afluente.model.engine.PictureInputs;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.learn.LogReplay;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an undisturbed run says of a log: learned by a plain loop, from a line's first version on.
 *
 * @param scores values of the records on the topic of scores, in order
 * @param checkpoints in order
 */
public record PlainLearning(List<String> scores, List<Checkpoint> checkpoints) {

    /** Learns a log as the service of this very runtime would. */
    public static PlainLearning of(
            Map<String, Object> client,
            Topics topics,
            Checkpoint first,
            LearnSettings settings,
            long next,
            Function<BackboneSpec, Path> backbones) {
        NetworkSpec network = first.network().spec();
        String log = topics.labeledImages();
        RuntimeIdentity runtime = PictureInputs.runtime(network);
        PlainLearning result = new PlainLearning(new ArrayList<>(), new ArrayList<>());
        ImageCodec codec = new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), 1 << 20);
        try (PictureInputs inputs = PictureInputs.of(network, backbones);
                LogReplay replay =
                        new LogReplay(
                                client,
                                log,
                                0,
                                new LogEntryReader(
                                        codec, inputs.form(), network.name(), inputs::of));
                Learner learner =
                        new Learner(
                                first,
                                settings,
                                new Provenance(log, 0, runtime.code(), runtime.toString()))) {
            replay.feed(learner, 0, next, o -> result.add(network.name(), log, o), position -> {});
        }
        return result;
    }

    private void add(String model, String log, EntryResult outcome) {
        outcome.score()
                .map(score -> new ScoreRecord(model, log, 0, score))
                .map(score -> new ScoreCodec().serialize("scores", score))
                .ifPresent(json -> scores.add(new String(json, UTF_8)));
        outcome.checkpoint().ifPresent(checkpoints::add);
    }
}
