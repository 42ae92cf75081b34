package io.afluente.stream.learn;

import io.afluente.learn.CheckpointDecision;
import io.afluente.learn.EntryResult;
import io.afluente.learn.Learner;
import io.afluente.learn.MiniBatchScore;
import io.afluente.learn.drift.Event;
import io.afluente.learn.example.LogEntry;
import io.afluente.meter.Meters;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Signer;
import io.afluente.stream.client.PublishedCheckpoints;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.LogEntryReader;
import io.afluente.stream.record.LogPosition;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.record.ScoreRecord;
import io.afluente.stream.runtime.FollowModels;
import io.afluente.stream.tracing.MessagingSpans;
import io.afluente.trace.Span;
import io.afluente.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Feeds the labelled stream to the learner, and its scores and checkpoints to their topics. What
 * the learner becomes, what it says and how far it has read are committed by one transaction.
 */
final class LearnFromLabels implements Processor<byte[], byte[], byte[], Object> {
    static final String SCORES = "scores-out";
    static final String MODELS = "models-out";
    static final String STATES = "learner-states-out";

    private static final Set<Event.Kind> LOUD =
            Set.of(Event.Kind.DRIFT, Event.Kind.ROLLED_BACK, Event.Kind.KEY_HELD_OUT);

    private static final Logger LOG = LoggerFactory.getLogger(LearnFromLabels.class);

    private final String model;
    private final Line line;
    private final Function<Checkpoint, Learner> learners;
    private final LabeledLog log;
    private final LogEntryReader reader;
    private final int keep;
    private final Signer signer;
    private final CheckpointFiles files;
    private final EventHeaders events;
    private final Tracing tracing;
    private final LearnMeters meters;
    private ProcessorContext<byte[], Object> context;
    private LearnerStore store;
    private StoredPosition position;
    private Learner learner;
    private LearnSpans spans;
    private PublishedCheckpoints published;

    /**
     * @param model name of the network
     * @param line that is learned
     * @param learners makes a learner from a version
     * @param log that is learned from
     * @param reader reads records
     * @param keep how many checkpoints stay on the topic of models
     * @param signer signs them
     * @param files of checkpoints, to put back on their topic what was lost there
     * @param events makes events of scores
     */
    LearnFromLabels(
            String model,
            Line line,
            Function<Checkpoint, Learner> learners,
            LabeledLog log,
            LogEntryReader reader,
            int keep,
            Signer signer,
            CheckpointFiles files,
            EventHeaders events,
            Tracing tracing,
            Meters meters) {
        this.model = model;
        this.line = line;
        this.learners = learners;
        this.log = log;
        this.reader = reader;
        this.keep = keep;
        this.signer = signer;
        this.files = files;
        this.events = events;
        this.tracing = tracing;
        this.meters = new LearnMeters(meters);
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        spans = new LearnSpans(tracing, model, context.applicationId());
        KeyValueStore<String, byte[]> state = context.getStateStore(LearnerStore.NAME);
        store = new LearnerStore(state);
        position = new StoredPosition(state, log);
        published =
                new PublishedCheckpoints(
                        model,
                        keep,
                        signer,
                        state,
                        context.getStateStore(FollowModels.STORE),
                        to(MODELS),
                        to(STATES),
                        context::currentSystemTimeMs);
        if (store.isEmpty()) {
            begin();
        } else {
            goOn();
        }
        new ServingWatch(published, learner, files).start(context);
    }

    private void begin() {
        position.begin();
        Checkpoint first = line.begin();
        learner = learners.apply(first);
        store.begin(first.lineage());
        store.write(learner);
        LOG.info("learn begins with version {} of {}", first.version(), model);
    }

    private void goOn() {
        Optional<LogPosition> stood = position.takeUp();
        learner = learners.apply(line.goOn(store.beginning()));
        store.restore(learner);
        if (stood.isEmpty()) {
            position.adopt(learner.nextOffset(), this::isLearnable);
        }
        LOG.info("learn goes on where it stood, with offset {}", learner.nextOffset());
    }

    private boolean isLearnable(ConsumerRecord<byte[], byte[]> record) {
        try {
            check(read(record.offset(), record.key(), record.value(), record.headers()));
            return true;
        } catch (BadRecordException e) {
            return false;
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        if (!position.read(at.offset())) {
            return;
        }
        RecordPosition source = RecordPosition.of(at);
        Span span = spans.process(record, source);
        try {
            learn(record, source, span);
        } catch (RuntimeException e) {
            MessagingSpans.fail(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    private void learn(Record<byte[], byte[]> record, RecordPosition source, Span span) {
        LogEntry entry = read(source.offset(), record.key(), record.value(), record.headers());
        check(entry);
        long taken = System.nanoTime();
        store.journal(entry);
        EntryResult outcome = learner.take(entry);
        store.learned(learner, outcome);
        spans.taken(span);
        Span step = outcome.score().map(score -> spans.step(score, taken)).orElse(Span.NONE);
        Span.LogScope ids = step.inLogs();
        try {
            outcome.score().ifPresent(score -> forward(score, source, record.timestamp()));
            outcome.cut().ifPresent(cut -> forward(cut, record.timestamp(), step));
        } finally {
            ids.close();
            step.end();
        }
    }

    private LogEntry read(long offset, byte[] key, byte[] value, Headers headers) {
        return reader.read(offset, key, value, headers, learner.labels().size());
    }

    private void check(LogEntry entry) {
        try {
            learner.check(entry);
        } catch (BadNetworkException e) {
            throw new BadRecordException(e.getMessage(), e);
        }
    }

    private void forward(MiniBatchScore score, RecordPosition source, long timestamp) {
        ScoreRecord value = new ScoreRecord(model, source.topic(), source.partition(), score);
        RecordHeaders headers = new RecordHeaders();
        events.put(headers, model, source, model, timestamp);
        context.forward(new Record<>(bytes(model), value, timestamp, headers), SCORES);
        meters.learned(score);
        score.events().forEach(this::announce);
    }

    private void forward(CheckpointDecision cut, long timestamp, Span step) {
        Span span = spans.checkpoint(step, cut);
        try {
            published.publish(cut, timestamp);
            meters.checkpointed(cut);
        } finally {
            span.end();
        }
    }

    private void announce(Event event) {
        meters.happened(event);
        boolean loud = LOUD.contains(event.kind());
        LOG.atLevel(loud ? Level.WARN : Level.INFO)
                .log(
                        "{} at offset {}: {}: {}",
                        model,
                        event.offset(),
                        event.kind().wireName(),
                        event.about());
    }

    private PublishedCheckpoints.Out to(String topic) {
        return (key, value, timestamp) ->
                context.forward(new Record<>(bytes(key), value, timestamp), topic);
    }

    @Override
    public void close() {
        if (learner != null) {
            learner.close();
            learner = null;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
