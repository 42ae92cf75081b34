package io.afluente.web.page;

import io.afluente.stream.client.PictureLookup;
import io.afluente.stream.record.PredictionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the pictures of some answers and puts them on the feed, in a thread of its own. What
 * comes while it is busy is left out: it shows a few of many.
 */
final class PictureCards implements AutoCloseable {
    private static final String KIND = "flowing";

    private final PictureLookup pictures;
    private final Feed feed;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(1),
                    PictureCards::daemon,
                    new ThreadPoolExecutor.DiscardPolicy());

    PictureCards(PictureLookup pictures, Feed feed) {
        this.pictures = pictures;
        this.feed = feed;
    }

    void show(List<PredictionRecord> answers) {
        thread.execute(() -> feed.publish(KIND, lookUp(answers)));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private List<PictureCard> lookUp(List<PredictionRecord> answers) {
        List<PictureCard> found = new ArrayList<>();
        for (PredictionRecord answer : answers) {
            pictures.find(answer.source())
                    .map(
                            image ->
                                    new PictureCard(
                                            answer.id(),
                                            answer.prediction().label(),
                                            answer.prediction().confidence(),
                                            PictureCard.thumbnail(image)))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "page-pictures");
        thread.setDaemon(true);
        return thread;
    }
}
