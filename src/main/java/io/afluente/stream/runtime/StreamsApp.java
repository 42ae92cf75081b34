package io.afluente.stream.runtime;

import io.afluente.image.OneLine;
import io.afluente.meter.Meters;
import io.afluente.stream.fetch.StoppedException;
import io.afluente.trace.Tracing;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topology running: started, waited for, and stopped by the first failure of any of its
 * threads. Nothing is restarted in place: a process that can't go on says why and ends, and whoever
 * runs it starts it again.
 */
public final class StreamsApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final KafkaStreams streams;
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * @param name for logs, such as classify
     * @param topology to run
     * @param config of Kafka Streams; values may be objects
     * @param tracing what is told of commits
     * @param meters what commits are measured on
     */
    public StreamsApp(
            String name,
            Topology topology,
            Map<String, Object> config,
            Tracing tracing,
            Meters meters) {
        this(name, topology, config, new MeasuredClients(tracing, meters));
    }

    StreamsApp(
            String name,
            Topology topology,
            Map<String, Object> config,
            KafkaClientSupplier clients) {
        this.name = name;
        Properties properties = new Properties();
        properties.putAll(config);
        this.streams = new KafkaStreams(topology, new StreamsConfig(properties), clients);
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener((now, before) -> changed(now));
    }

    /** Starts the threads and returns at once. */
    public StreamsApp start() {
        streams.start();
        return this;
    }

    /**
     * Done when all tasks run for the first time; fails with {@link StreamsFailedException} if that
     * never is.
     */
    public CompletableFuture<Void> running() {
        return running;
    }

    /**
     * Done when it has stopped; fails with {@link StreamsFailedException} if it was not told to.
     */
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Whether all tasks run right now. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether it has failed, for good. */
    public boolean hasFailed() {
        return failure.get() != null;
    }

    /** The Kafka Streams underneath, for its metrics. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Commits, leaves the group so that others take over at once, and stops. */
    @Override
    public void close() {
        boolean closed =
                streams.close(
                        CloseOptions.groupMembershipOperation(
                                        CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                                .withTimeout(CLOSE_WITHIN));
        if (!closed) {
            LOG.warn("{} did not stop within {} s", name, CLOSE_WITHIN.toSeconds());
        }
        ended();
    }

    private StreamThreadExceptionResponse failed(Throwable fault) {
        // it is told to stop, and what was not committed is begun again by the next one
        boolean wanted = rootOf(fault) instanceof StoppedException;
        if (!wanted && failure.compareAndSet(null, fault)) {
            tell(fault);
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void tell(Throwable fault) {
        Throwable root = rootOf(fault);
        if (root instanceof CannotLearnOnException) {
            LOG.error("{} stops: {}", name, root.getMessage());
        } else {
            LOG.error("{} stops: {}", name, root.toString(), fault);
        }
    }

    private void changed(KafkaStreams.State now) {
        if (now == KafkaStreams.State.RUNNING) {
            running.complete(null);
        }
        if (now == KafkaStreams.State.ERROR) {
            // an Error that ends the global thread is told to nobody, only printed
            failure.compareAndSet(null, new IllegalStateException("one of its threads has died"));
        }
        if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
            ended();
        }
    }

    private void ended() {
        Throwable fault = failure.get();
        if (fault == null) {
            running.complete(null);
            stopped.complete(null);
        } else {
            StreamsFailedException failed =
                    new StreamsFailedException(
                            name, OneLine.first(fault.getMessage(), ""), rootOf(fault));
            running.completeExceptionally(failed);
            stopped.completeExceptionally(failed);
        }
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        // that says all there is to say
        while (root.getCause() != null && !(root instanceof CannotLearnOnException)) {
            root = root.getCause();
        }
        return root;
    }
}
