package io.afluente.demo;

import io.afluente.image.LabeledImage;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.ImageRecords;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends the test images round and round while the network learns, at a steady rate in small bursts,
 * and never more than a few ahead of their predictions.
 */
final class LiveImages implements Runnable {
    private static final int OUTSTANDING = 256;
    // each image by itself costs the broker more than learning costs: a request and a fetch for
    // it, and the same again for its answer
    private static final int BURSTS_A_SECOND = 20;

    private final RecordSender sender;
    private final ImageRecords records;
    private final List<LabeledImage> images;
    private final long nanosEach;
    private final int burst;
    private final Semaphore room = new Semaphore(OUTSTANDING);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean closing;

    /**
     * @param perSecond images, at most
     */
    LiveImages(
            RecordSender sender, ImageRecords records, List<LabeledImage> images, int perSecond) {
        this.sender = sender;
        this.records = records;
        this.images = images;
        this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burst = Math.max(1, perSecond / BURSTS_A_SECOND);
    }

    void answered() {
        room.release();
    }

    @Override
    public void run() {
        long next = System.nanoTime();
        try {
            for (int i = 0; !closing; i = (i + 1) % images.size()) {
                if (!room.tryAcquire(1, TimeUnit.SECONDS)) {
                    continue;
                }
                if (i % burst == 0) {
                    TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                }
                next = Math.max(next + nanosEach, System.nanoTime() - nanosEach * OUTSTANDING);
                sender.send(records.of(Ids.of("test", i), images.get(i).image()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    /** Sends no more; afterwards the last image is with the producer. */
    void stop() throws InterruptedException {
        closing = true;
        stopped.await();
    }
}
