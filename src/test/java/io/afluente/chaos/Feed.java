package io.afluente.chaos;

import io.afluente.TestCluster;
import io.afluente.stream.client.RecordSender;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends records little by little, in bursts of all sizes, as far as it is allowed to: whoever reads
 * them is always in the midst of something.
 */
final class Feed implements AutoCloseable {
    private static final int MAX_BURST = 120;
    private static final int MAX_GAP_NANOS = 80_000_000;
    private static final int MAX_RECORD = 1 << 20;

    private final RecordSender sender;
    private final IntFunction<ProducerRecord<byte[], byte[]>> records;
    private final Random random;
    private final Thread thread = new Thread(this::run, "feed");
    private int allowed;
    private int sent;
    private RuntimeException failure;
    private boolean closed;

    /**
     * @param records makes the record of a number, from 0
     * @param random sizes of bursts, and the gaps between them
     */
    Feed(TestCluster cluster, IntFunction<ProducerRecord<byte[], byte[]>> records, Random random) {
        this.sender = new RecordSender(cluster.client(), MAX_RECORD);
        this.records = records;
        this.random = random;
        thread.setDaemon(true);
        thread.start();
    }

    /** Goes on until so many records are sent in all. */
    synchronized void upTo(int count) {
        allowed = Math.max(allowed, count);
        notifyAll();
    }

    /** Records that are on the broker. */
    synchronized int sent() {
        if (failure != null) {
            throw failure;
        }
        return sent;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        sender.close();
    }

    private void run() {
        try {
            while (true) {
                int burst = 1 + random.nextInt(MAX_BURST);
                int from = awaitWork();
                if (from < 0) {
                    return;
                }
                send(from, Math.min(from + burst, limit()));
                LockSupport.parkNanos(random.nextInt(MAX_GAP_NANOS));
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private synchronized int awaitWork() {
        try {
            while (!closed && sent >= allowed) {
                wait();
            }
            return closed ? -1 : sent;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized int limit() {
        return allowed;
    }

    private void send(int from, int to) {
        for (int i = from; i < to; i++) {
            sender.send(records.apply(i));
        }
        sender.flush();
        synchronized (this) {
            sent = to;
        }
    }

    private synchronized void fail(RuntimeException e) {
        if (!closed) {
            failure = e;
        }
    }
}
