package io.afluente.demo;

import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.ImageRecords;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A few test images a second after a demo has run, so that there is something to look at. */
public final class Trickle implements AutoCloseable {
    private static final int MILLIS_EACH = 50;

    private final RecordSender sender;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Trickle::daemon);
    private int sent;

    private Trickle(Map<String, Object> client, int largestBytes) {
        this.sender = new RecordSender(client, largestBytes);
    }

    /** Sends from now on, until it is closed. */
    public static Trickle of(Demo demo) {
        String topic = demo.topics().images();
        Trickle trickle = new Trickle(demo.client(), demo.topics().file(topic).maxMessageBytes());
        ImageRecords records = new ImageRecords(topic, ImageRecords.Format.RAW);
        var unused =
                trickle.clock.scheduleAtFixedRate(
                        () -> trickle.send(demo, records), 0, MILLIS_EACH, TimeUnit.MILLISECONDS);
        return trickle;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        sender.close();
    }

    private void send(Demo demo, ImageRecords records) {
        int i = sent++ % demo.test().size();
        sender.send(records.of(Ids.of("test", i), demo.test().get(i).image()));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "demo-trickle");
        thread.setDaemon(true);
        return thread;
    }
}
