package io.afluente.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;

/** Java's own flight recorder, on while a bench runs. */
public final class FlightProfile implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Duration EACH_SECOND = Duration.ofSeconds(1);

    private final Recording recording = new Recording();

    private FlightProfile() {
        recording.enable(ProfileShares.SAMPLE).withPeriod(OFTEN);
        recording.enable(ProfileShares.THREAD_LOAD).withPeriod(EACH_SECOND);
        recording.enable(ProfileShares.PROCESS_LOAD).withPeriod(EACH_SECOND);
        recording.start();
    }

    /** Begins to record. */
    public static FlightProfile start() {
        return new FlightProfile();
    }

    /**
     * Ends it.
     *
     * @param file where the recording goes; JDK Mission Control opens it
     * @return where the time went
     */
    public List<ProfileShare> write(Path file) throws IOException {
        recording.stop();
        recording.dump(file);
        return ProfileShares.of(file);
    }

    @Override
    public void close() {
        recording.close();
    }
}
