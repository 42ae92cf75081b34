package io.afluente.web.infer;

import io.afluente.stream.client.Submissions;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hands the pictures of requests to Kafka in a thread of its own. That waits while no broker
 * answers, and threads that answer HTTP must not.
 */
final class SendingThread implements AutoCloseable {
    private final Submissions submissions;
    private final BlockingQueue<Asked> queue;
    private final Thread thread;
    private volatile Throwable failure;
    private volatile boolean closing;

    /**
     * @param submissions is closed with this
     * @param mostWaiting requests that wait, at most
     */
    SendingThread(Submissions submissions, int mostWaiting) {
        this.submissions = submissions;
        this.queue = new ArrayBlockingQueue<>(mostWaiting);
        this.thread = new Thread(this::run, "infer-send");
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends a request's pictures soon; false where too many wait already. */
    boolean offer(Asked asked) {
        return queue.offer(asked);
    }

    private void run() {
        try {
            while (true) {
                queue.take().send(submissions);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Kafka's clients have an exception of their own for a thread that is told to end
            failure = closing ? null : e;
        }
    }

    /** Throws what has ended this for good, if anything has. */
    void check() {
        Throwable fault = failure;
        if (fault != null) {
            throw new IllegalStateException("sending to Kafka has failed: " + fault, fault);
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        submissions.close();
    }
}
