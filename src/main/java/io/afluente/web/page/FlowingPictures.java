package io.afluente.web.page;

import io.afluente.stream.PictureLookup;
import io.afluente.stream.PredictionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the pictures of some answers and puts them on the feed, in a thread of its own. What
 * comes while it is busy is left out: it shows a few of many.
 */
final class FlowingPictures implements AutoCloseable {
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
                    FlowingPictures::daemon,
                    new ThreadPoolExecutor.DiscardPolicy());

    FlowingPictures(PictureLookup pictures, Feed feed) {
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

    private List<Flowing> lookUp(List<PredictionRecord> answers) {
        List<Flowing> found = new ArrayList<>();
        for (PredictionRecord answer : answers) {
            pictures.find(answer.source())
                    .map(
                            image ->
                                    new Flowing(
                                            answer.id(),
                                            answer.prediction().label(),
                                            answer.prediction().confidence(),
                                            Flowing.dataUri(image)))
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
