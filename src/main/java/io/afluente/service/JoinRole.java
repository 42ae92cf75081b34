package io.afluente.service;

import io.afluente.meter.Meters;
import io.afluente.stream.client.LineLabels;
import io.afluente.stream.join.JoinConfig;
import io.afluente.stream.join.JoinTopology;
import io.afluente.stream.runtime.StreamsApp;
import io.afluente.stream.topic.TopicIds;
import io.afluente.stream.topic.Topics;

/** The role that joins labels with the images they are about, whichever comes first. */
public final class JoinRole extends StreamsRole {
    private final LineLabels labels;

    public JoinRole(RoleSettings settings, Meters meters) {
        super("join", settings, meters);
        this.labels =
                new LineLabels(
                        settings.clientOf("join"),
                        settings.topics(),
                        settings.network().name(),
                        settings.network().labels().size());
    }

    /** Starts to join; returns at once. */
    @Override
    public StreamsApp start() {
        Topics topics = settings.topics();
        JoinTopology topology =
                new JoinTopology(
                        topics,
                        labels::number,
                        largestImage(topics),
                        settings.join(),
                        new TopicIds(settings.client()),
                        System::currentTimeMillis,
                        settings.tracing(),
                        meters);
        int commitMillis = settings.classify().commitMillis();
        StreamsApp app =
                new StreamsApp(
                        name(),
                        topology.get(),
                        new JoinConfig(settings.exactlyOnceConfig(name(), commitMillis, meters))
                                .of(topics),
                        settings.tracing(),
                        meters);
        return launch(app, topics.feedback());
    }

    @Override
    public void close() {
        super.close();
        labels.close();
    }

    /** Neither larger than what is answered, nor than what the labelled stream takes. */
    private int largestImage(Topics topics) {
        return Math.min(
                settings.streams().maxImageBytes(), JoinTopology.largestWithItsAnswer(topics));
    }
}
