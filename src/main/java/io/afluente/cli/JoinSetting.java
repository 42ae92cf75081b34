package io.afluente.cli;

import static io.afluente.cli.Rule.between;

import io.afluente.stream.join.Limits;
import java.time.Duration;

/** The settings of how images and labels find each other. */
final class JoinSetting {
    private JoinSetting() {}

    static void define(SettingList settings) {
        settings.group("Joining");
        settings.whole("join-minutes", 1_440, between(1, 100_000))
                .means("Minutes for which images and labels wait for each other.");
        settings.whole("join-megabytes", 256, between(1, 1_000_000))
                .means(
                        "Most MiB of them kept on the disk, for each partition; the oldest go first.");
    }

    static Limits read(Settings settings) {
        return new Limits(
                Duration.ofMinutes(settings.whole("join-minutes")),
                (long) settings.whole("join-megabytes") << 20);
    }
}
