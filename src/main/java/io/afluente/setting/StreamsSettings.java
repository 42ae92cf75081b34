package io.afluente.setting;

import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.memberName;

import io.afluente.image.decode.ImageLimits;
import io.afluente.stream.fetch.FetchSettings;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a process takes part in its groups, and what it looks into.
 *
 * @param groups that its roles read as
 * @param state folder in which Kafka Streams keeps the process's identity
 * @param instanceId names this process in its groups where the same one comes back
 * @param maxImageBytes the largest record that is looked into
 * @param maxUnpackedBytes what a picture may unpack to
 * @param fetch which pictures may be fetched from elsewhere
 */
public record StreamsSettings(
        GroupNames groups,
        Path state,
        Optional<String> instanceId,
        int maxImageBytes,
        int maxUnpackedBytes,
        FetchSettings fetch) {
    static void define(SettingList settings) {
        settings.group("Streams");
        GroupNames.define(settings);
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
        return new StreamsSettings(
                GroupNames.read(settings, topics),
                settings.folder("state-dir", WrittenFolders.here().state()),
                settings.givenText("instance-id"),
                settings.whole("max-image-bytes"),
                settings.whole("max-unpacked-bytes"),
                FetchSetting.read(settings));
    }

    /** Whether application ids begin with the topics' prefix. */
    public static boolean arePrefixed(Settings settings) {
        return GroupNames.arePrefixed(settings);
    }

    /** The same in other groups. */
    public StreamsSettings as(String applicationId) {
        return new StreamsSettings(
                new GroupNames(applicationId, Map.of()),
                state,
                instanceId,
                maxImageBytes,
                maxUnpackedBytes,
                fetch);
    }

    /** The same that fetches otherwise. */
    public StreamsSettings fetching(FetchSettings other) {
        return new StreamsSettings(
                groups, state, instanceId, maxImageBytes, maxUnpackedBytes, other);
    }

    /** The same with another folder of state. */
    public StreamsSettings in(Path otherState) {
        return new StreamsSettings(
                groups, otherState, instanceId, maxImageBytes, maxUnpackedBytes, fetch);
    }
}
