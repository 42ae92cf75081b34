package io.afluente.setting;

import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.oneOf;

import io.afluente.image.EnumNames;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.format.RegistryException;
import io.afluente.stream.format.RegistrySettings;
import io.afluente.stream.format.ValueFormat;
import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the values of topics are written, and the registry that has their schemas. */
public final class FormatSettings {
    public static final String REGISTRY_URL = "schema-registry-url";
    public static final String REGISTRY_MEANS =
            "Where a schema registry is, for values in Avro and Protobuf; of Apicurio's, the address"
                    + " ends in /apis/ccompat/v7.";

    private static final String FORMAT = "format";
    private static final String EVENTS = "cloud-events";
    private static final String BASIC_AUTH = "schema-registry-basic-auth-file";
    private static final String BEARER = "schema-registry-bearer-file";
    private static final String CERTIFICATES = "schema-registry-ca-file";
    private static final List<String> WRITTEN =
            List.of("predictions", "predictions-shadow", "scores", "feedback");

    private FormatSettings() {}

    static void define(SettingList settings) {
        settings.group("Formats");
        settings.list(FORMAT, List.of(), Rule.pairs(WRITTEN, EnumNames.all(ValueFormat.class)))
                .means("Format of a topic's values, such as predictions=avro; repeatable.");
        settings.text(EVENTS, "none", oneOf(EnumNames.all(EventMode.class)))
                .means(
                        "Whether predictions and scores are CloudEvents: binary has headers say so,"
                                + " structured wraps the value.");
        settings.text(REGISTRY_URL).means(REGISTRY_MEANS);
        settings.text("schema-registration", "on", oneOf("on", "off"))
                .means(
                        "Whether schemas that the registry lacks are registered, or only looked up.");
        settings.whole("schema-registry-timeout-ms", 3_000, between(10, 60_000))
                .means("Longest wait for the registry, in milliseconds, retries included.");
        settings.text(BASIC_AUTH).means("File with USER:PASSWORD for the registry.");
        settings.text(BEARER).means("File with a bearer token for the registry, read each time.");
        settings.text(CERTIFICATES)
                .means("PEM file of the authorities that the registry's certificate comes from.");
    }

    /**
     * The topics in the formats that they are given, and with events or none.
     *
     * @throws UserException if a format needs a registry and there is none
     */
    public static Topics in(Settings settings, Topics topics) {
        Map<String, ValueFormat> formats = new HashMap<>();
        new TreeMap<>(settings.pairs(FORMAT))
                .forEach(
                        (topic, format) ->
                                formats.put(
                                        topics.named(topic),
                                        EnumNames.parse(format, ValueFormat.class).orElseThrow()));
        Optional<RegistrySettings> registry =
                settings.givenText(REGISTRY_URL).map(url -> registry(url, settings));
        boolean needed = formats.values().stream().anyMatch(f -> f != ValueFormat.JSON);
        if (needed && registry.isEmpty()) {
            throw new UserException(
                    "--%s: %s needs a schema registry; say --%s"
                            .formatted(FORMAT, settings.pairs(FORMAT), REGISTRY_URL));
        }
        return topics.in(new ValueFormats(formats, registry))
                .as(EnumNames.parse(settings.text(EVENTS), EventMode.class).orElseThrow());
    }

    /**
     * Learns from the registry what it takes to write to a topic, so that nothing waits for it
     * later.
     *
     * @param schema the topic's name in {@code topics/}
     * @throws UserException if it refuses, or does not answer
     */
    public static void prepare(Topics topics, String topic, String schema) {
        try {
            topics.formats().prepare(topic, schema);
        } catch (RegistryException e) {
            throw new UserException("--" + REGISTRY_URL + " " + e.getMessage(), e);
        }
    }

    private static RegistrySettings registry(String url, Settings settings) {
        return new RegistrySettings(
                address(url),
                Duration.ofMillis(settings.whole("schema-registry-timeout-ms")),
                RegistryFiles.authorization(
                        settings.givenText(BASIC_AUTH), settings.givenText(BEARER)),
                settings.givenText(CERTIFICATES).map(RegistryFiles::trusting),
                settings.text("schema-registration").equals("on"));
    }

    private static URI address(String url) {
        return Rule.httpAddress(
                url,
                "--%s: must be http://HOST:PORT/PATH or https://..., and without a user; --%s says"
                                .formatted(REGISTRY_URL, BASIC_AUTH)
                        + " who asks");
    }
}
