package io.afluente.setting;

import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.memberName;
import static io.afluente.setting.Rule.name;
import static io.afluente.setting.Rule.oneOf;

import io.afluente.image.decode.ImageLimits;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a process takes part in its groups, and what it looks into.
 *
 * @param applicationId what the application ids of the roles start with
 * @param state folder in which Kafka Streams keeps the process's identity
 * @param instanceId names this process in its groups where the same one comes back
 * @param maxImageBytes the largest record that is looked into
 * @param maxUnpackedBytes what a picture may unpack to
 */
public record StreamsSettings(
        String applicationId,
        Path state,
        Optional<String> instanceId,
        int maxImageBytes,
        int maxUnpackedBytes) {
    static void define(SettingList settings) {
        settings.group("Streams");
        settings.text("application-id", "afluente", name())
                .means("Start of all application ids, after the prefix of the topics.");
        settings.text("id-prefix", "topics", oneOf("topics", "none"))
                .means(
                        "Whether application ids begin with the topics' prefix; those of 0.1.0 did not.");
        settings.text("state-dir").means("Folder of local state.");
        settings.text("instance-id", "", memberName())
                .means(
                        "This process in its group, the same after a restart: its partitions wait for it.");
        settings.whole("max-image-bytes", 4 << 20, between(1 << 10, 64 << 20))
                .means("Longer values go to the dead letters, unread.");
        settings.whole(
                        "max-unpacked-bytes",
                        ImageLimits.DEFAULT_UNPACKED_BYTES,
                        between(1 << 10, Integer.MAX_VALUE))
                .means("Pictures that unpack to more, as their header says, are dead letters.");
    }

    public static StreamsSettings read(Settings settings, Topics topics) {
        // services behind another prefix have other groups, transactions and internal topics
        String prefix = arePrefixed(settings) ? topics.prefix() : "";
        return new StreamsSettings(
                prefix + settings.text("application-id"),
                settings.folder("state-dir", Home.folder().resolve(".afluente").resolve("state")),
                settings.givenText("instance-id"),
                settings.whole("max-image-bytes"),
                settings.whole("max-unpacked-bytes"));
    }

    /** Whether application ids begin with the topics' prefix. */
    public static boolean arePrefixed(Settings settings) {
        return settings.text("id-prefix").equals("topics");
    }

    /** The same under another application id and with another folder of state. */
    public StreamsSettings as(String otherId, Path otherState) {
        return new StreamsSettings(
                otherId, otherState, instanceId, maxImageBytes, maxUnpackedBytes);
    }
}
