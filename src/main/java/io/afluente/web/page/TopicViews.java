package io.afluente.web.page;

import io.afluente.model.BadNetworkException;
import io.afluente.registry.Manifest;
import io.afluente.stream.client.WatchedRecord;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.ScoreCodec;
import io.afluente.stream.record.TopicCodec;
import io.afluente.stream.topic.Topics;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that the page knows, by topic. Written by one thread. */
final class TopicViews {
    private static final Logger LOG = LoggerFactory.getLogger(TopicViews.class);

    private final Topics topics;
    private final Replies replies;
    private final PredictionCodec predictions;
    private final ScoreCodec scores;
    private final LiveView live = new LiveView();
    private final LearningView learning = new LearningView();
    private final DeadLetterView deadLetters = new DeadLetterView();
    private final ModelsView models;
    private final ConfusionView mistakes;
    private boolean learningChanged = true;
    private boolean modelsChanged = true;
    private boolean deadLettersChanged = true;

    /** The learning curve and the confusion matrix, for the page. */
    record Learning(LearningView.Curve curve, ConfusionView.Confusion confusion) {}

    TopicViews(Topics topics, Replies replies, ModelsView models, ConfusionView mistakes) {
        this.topics = topics;
        this.predictions = new PredictionCodec(topics.formats());
        this.scores = new ScoreCodec(topics.formats());
        this.replies = replies;
        this.models = models;
        this.mistakes = mistakes;
    }

    void take(WatchedRecord record, long now) {
        if (record.topic().equals(topics.predictions())) {
            takePrediction(record, now);
        } else if (record.topic().equals(topics.scores())) {
            takeScore(record, now);
        } else if (record.topic().equals(topics.models())) {
            takeModel(record);
        } else {
            takeDeadLetter(record);
        }
    }

    LiveView live() {
        return live;
    }

    List<PredictionRecord> answersOf(List<WatchedRecord> predictions) {
        return predictions.stream().flatMap(record -> answerOf(record).stream()).toList();
    }

    /**
     * Publishes what has changed since the last time.
     *
     * @param alsoLearning whether that may be published too, which is large
     */
    void publishChanges(Feed feed, boolean alsoLearning) {
        if (modelsChanged) {
            modelsChanged = false;
            models.versions().ifPresent(versions -> feed.publish("models", versions));
        }
        if (deadLettersChanged) {
            deadLettersChanged = false;
            feed.publish("dead-letters", deadLetters.all());
        }
        if (learningChanged && alsoLearning) {
            learningChanged = false;
            feed.publish("learning", new Learning(learning.curve(), mistakes.confusion()));
        }
    }

    private void takePrediction(WatchedRecord record, long now) {
        live.take(record, now);
        if (replies.isWaitedFor(record.key())) {
            answerOf(record).map(Replies.Reply::of).ifPresent(replies::arrived);
        }
    }

    private Optional<PredictionRecord> answerOf(WatchedRecord prediction) {
        return read(prediction, predictions, "prediction");
    }

    private void takeScore(WatchedRecord record, long now) {
        read(record, scores, "score")
                .ifPresent(
                        score -> {
                            learning.take(score.batch());
                            mistakes.take(score);
                            if (record.isFresh()) {
                                live.learned(score.batch().examples(), now);
                            }
                            learningChanged = true;
                        });
    }

    private static <T> Optional<T> read(WatchedRecord record, TopicCodec<T> codec, String what) {
        try {
            return Optional.of(record.read(codec));
        } catch (RuntimeException e) {
            LOG.warn("{} is no {}: {}", record.source(), what, e.getMessage());
            return Optional.empty();
        }
    }

    private void takeModel(WatchedRecord record) {
        modelsChanged = true;
        try {
            Optional<Choice> choice = models.take(record.key(), record.value());
            choice.filter(chosen -> record.isFresh())
                    .ifPresent(chosen -> learning.mark(chosen.kind(), chosen.about()));
            models.versionOf(record.key())
                    .filter(version -> record.value() != null)
                    .map(version -> Manifest.fromJson(record.value()))
                    .ifPresent(this::markVersion);
            learningChanged |= choice.isPresent();
        } catch (BadNetworkException e) {
            LOG.warn("{} tells of no version: {}", record.source(), e.getMessage());
        }
    }

    private void markVersion(Manifest manifest) {
        learning.mark(manifest.lineage().examples(), "version", manifest.version());
        learningChanged = true;
    }

    private void takeDeadLetter(WatchedRecord record) {
        deadLetters.take(record);
        deadLettersChanged = true;
        if (replies.isWaitedFor(record.key())) {
            replies.arrived(Replies.Reply.refused(record.key(), record.deadLetter().reason()));
        }
    }
}
