package io.afluente.setting;

import io.afluente.stream.topic.ClashingNamesException;
import io.afluente.stream.topic.Topics;
import java.util.List;

/** What the topics are called on the cluster. */
public final class TopicNames {
    public static final String PREFIX = "topic-prefix";
    public static final String PREFIX_MEANS =
            "What the names of all topics start with, but those given by --topic. Default: nothing.";
    public static final String TOPIC = "topic";
    public static final String TOPIC_MEANS =
            "What a topic is called on the cluster, such as images=vision.line3.frames.v2;"
                    + " repeatable.";

    private TopicNames() {}

    static void define(SettingList settings) {
        settings.group("Topics");
        settings.text(PREFIX, "", Rule.prefix()).means(PREFIX_MEANS);
        settings.list(TOPIC, List.of(), Rule.named("TOPIC", Topics.NAMES, ClusterName.TOPIC))
                .means(TOPIC_MEANS);
    }

    /**
     * The topics by the names and in the formats that they are given.
     *
     * @throws UserException if two have the same
     */
    public static Topics read(Settings settings) {
        try {
            Topics named = Topics.named(settings.text(PREFIX), settings.pairs(TOPIC));
            return FormatSettings.in(settings, named);
        } catch (ClashingNamesException e) {
            throw new UserException(TOPIC + ": " + e.getMessage(), e);
        }
    }
}
