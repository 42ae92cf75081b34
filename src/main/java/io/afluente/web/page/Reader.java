package io.afluente.web.page;

import io.afluente.stream.client.TopicWatch;
import io.afluente.stream.client.WatchedRecord;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Reads the topics into the books, and publishes what they say a few times a second. One thread
 * runs it.
 */
final class Reader {
    private static final long TICK_MILLIS = 250;
    private static final int LEARNING_TICKS = 3;
    private static final int LIVE_PICTURES = 2;
    private static final long PAST_SCORES = 20_000;
    private static final long PAST_DEAD_LETTERS = 200;

    private final Map<String, Object> client;
    private final Topics topics;
    private final TopicViews books;
    private final Replies replies;
    private final Feed feed;
    private final PictureCards pictures;
    private final DoubleSupplier imagesLag;
    private final DoubleSupplier labeledLag;
    private volatile boolean ready;
    private volatile boolean closing;
    private int ticks;

    Reader(
            PageSettings settings,
            TopicViews books,
            Replies replies,
            Feed feed,
            PictureCards pictures,
            DoubleSupplier imagesLag,
            DoubleSupplier labeledLag) {
        this.client = settings.client();
        this.topics = settings.topics();
        this.books = books;
        this.replies = replies;
        this.feed = feed;
        this.pictures = pictures;
        this.imagesLag = imagesLag;
        this.labeledLag = labeledLag;
    }

    void run() {
        try (TopicWatch watch = new TopicWatch(client, pasts())) {
            PredictionTap tap = new PredictionTap(watch, topics.predictions());
            long nextTick = 0;
            while (!closing) {
                long now = System.currentTimeMillis();
                if (now >= nextTick) {
                    nextTick = now + TICK_MILLIS;
                    tick(tap, now);
                }
                read(tap);
                ready = true;
            }
        }
    }

    boolean isReady() {
        return ready && !closing;
    }

    void close() {
        closing = true;
    }

    private void read(PredictionTap tap) {
        List<WatchedRecord> records = tap.next(feed.hasListeners(), replies.waiting() > 0);
        long now = System.currentTimeMillis();
        records.forEach(record -> books.take(record, now));
    }

    private void tick(PredictionTap tap, long now) {
        LiveView live = books.live();
        boolean watched = feed.hasListeners();
        live.answered(tap.tick(watched), now);
        List<PredictionRecord> sample = books.answersOf(live.sample(LIVE_PICTURES));
        sample.forEach(live::answeredBy);
        if (!watched) {
            return;
        }
        feed.publish("live", live.figures(imagesLag.getAsDouble(), labeledLag.getAsDouble(), now));
        if (!sample.isEmpty()) {
            pictures.show(sample);
        }
        books.publishChanges(feed, ++ticks % LEARNING_TICKS == 0);
    }

    private Map<String, Long> pasts() {
        Map<String, Long> pasts = new HashMap<>();
        pasts.put(topics.predictions(), 0L);
        pasts.put(topics.scores(), PAST_SCORES);
        pasts.put(topics.models(), TopicWatch.ALL);
        for (String topic : topics.names()) {
            if (topics.inputOf(topic).isPresent()) {
                pasts.put(topic, PAST_DEAD_LETTERS);
            }
        }
        return pasts;
    }
}
