package io.afluente.setting;

import static io.afluente.setting.Rule.between;

import io.afluente.stream.fetch.AllowList;
import io.afluente.stream.fetch.FetchSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which pictures may be fetched that records only refer to, and how long that may take. */
final class FetchSetting {
    private FetchSetting() {}

    static void define(SettingList settings) {
        settings.group("Fetching");
        settings.list("fetch-allow", List.of(), prefixes())
                .means(
                        "Addresses that pictures may be fetched from, such as https://HOST/PATH; none"
                                + " refuses records that refer to pictures.");
        settings.whole("fetch-timeout-ms", 3_000, between(10, 60_000))
                .means("Longest try to fetch the pictures of a slice, in milliseconds.");
        settings.whole("fetch-patience-ms", 60_000, between(0, 300_000))
                .means("How long a picture is tried again that may still come, in milliseconds.");
        S3Setting.define(settings);
    }

    static FetchSettings read(Settings settings) {
        AllowList allowed = AllowList.of(settings.texts("fetch-allow"));
        return new FetchSettings(
                allowed,
                Duration.ofMillis(settings.whole("fetch-timeout-ms")),
                Duration.ofMillis(settings.whole("fetch-patience-ms")),
                allowed.has("s3")
                        ? Optional.of(S3Setting.read(settings, System.getenv()))
                        : Optional.empty());
    }

    private static Rule prefixes() {
        return Rule.each(AllowList.WORDS, AllowList::isPrefix);
    }
}
