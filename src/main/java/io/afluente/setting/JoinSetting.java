package io.afluente.setting;

import static io.afluente.setting.Rule.between;

import io.afluente.stream.join.JoinLimits;
import java.time.Duration;

/** The settings of how images and labels find each other. */
public final class JoinSetting {
    private JoinSetting() {}

    static void define(SettingList settings) {
        settings.group("Joining");
        settings.whole("join-minutes", 1_440, between(1, 100_000))
                .means("Minutes for which images and labels wait for each other.");
        settings.whole("join-megabytes", 256, between(1, 1_000_000))
                .means(
                        "Most MiB of them kept on the disk, for each partition; the oldest go first.");
    }

    public static JoinLimits read(Settings settings) {
        return new JoinLimits(
                Duration.ofMinutes(settings.whole("join-minutes")),
                (long) settings.whole("join-megabytes") << 20);
    }
}
