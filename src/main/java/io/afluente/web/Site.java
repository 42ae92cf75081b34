package io.afluente.web;

import java.util.List;

/** What follows topics, and answers HTTP by what it has seen there. */
public interface Site extends AutoCloseable {
    /** What it answers over HTTP. */
    List<Routes> routes();

    /** Follows its topics until it is closed; throws what ends that before. */
    void run();

    /** Whether requests can be answered. Answers at once. */
    boolean isReady();

    @Override
    void close();
}
