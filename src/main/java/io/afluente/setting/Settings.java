package io.afluente.setting;

import io.afluente.image.EnumNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of one run, each from the first source that has it, else its default. Rooms never
 * see this: they get plain values.
 */
public final class Settings {
    /** All of them, in the order in which help shows them. */
    public static final ConfigDef DEFINITIONS = definitions();

    private final List<SettingSource> sources;
    private final Map<String, Object> values = new HashMap<>();

    /**
     * Reads and checks all settings.
     *
     * @param sources in the order in which they are asked
     * @throws UserException that names the source of a value that won't do
     */
    public Settings(List<SettingSource> sources) {
        this.sources = List.copyOf(sources);
        DEFINITIONS.configKeys().values().forEach(key -> values.put(key.name, value(key)));
    }

    /** Options first, then more of the command line, the environment, a file, and our defaults. */
    public static Settings of(Map<String, String> options, SettingSource more, Path file) {
        List<SettingSource> sources = new ArrayList<>();
        sources.add(SettingSource.options(options));
        sources.add(more);
        sources.add(SettingSource.environment(System.getenv()));
        if (file != null) {
            sources.add(SettingSource.file(file));
        }
        return new Settings(sources);
    }

    /** The same, but a model's own defaults come before ours. */
    public Settings withTraining(Map<String, String> training) {
        List<SettingSource> more = new ArrayList<>(sources);
        more.add(
                SettingSource.named(
                        training,
                        ModelSettings.read(this).folder().resolve("model.json") + ": training"));
        return new Settings(more);
    }

    public String text(String name) {
        return (String) value(name);
    }

    public int whole(String name) {
        return (Integer) value(name);
    }

    double real(String name) {
        return (Double) value(name);
    }

    /** A text that may be left empty. */
    Optional<String> givenText(String name) {
        return Optional.of(text(name)).filter(text -> !text.isBlank());
    }

    /** A number that may be left out. */
    Optional<Double> givenReal(String name) {
        return Optional.ofNullable((Double) value(name));
    }

    /** Texts with commas between, perhaps none. */
    public List<String> texts(String name) {
        return ((List<?>) value(name)).stream().map(Object::toString).toList();
    }

    /**
     * What is given by name, as NAME=VALUE: from all sources, and where several have a name, from
     * the first of them.
     */
    Map<String, String> pairs(String name) {
        ConfigKey key = DEFINITIONS.configKeys().get(name);
        Map<String, String> pairs = new TreeMap<>();
        for (SettingSource source : sources) {
            String text = source.values().get(name);
            if (text != null) {
                NamedValues.of((List<?>) parse(key, text, source)).forEach(pairs::putIfAbsent);
            }
        }
        return pairs;
    }

    /** A folder, or the usual one if it is left empty. */
    Path folder(String name, Path usual) {
        return givenText(name).map(Path::of).orElse(usual);
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return EnumNames.parse(text(name), type).orElseThrow();
    }

    private static ConfigDef definitions() {
        SettingList all = new SettingList();
        ModelSettings.define(all);
        TopicNames.define(all);
        FormatSettings.define(all);
        StreamsSettings.define(all);
        FetchSetting.define(all);
        ClassifySettings.define(all);
        LineSettings.define(all);
        PracticeSetting.define(all);
        DriftSetting.define(all);
        GateSetting.define(all);
        JoinSetting.define(all);
        WebSettings.define(all);
        InferSetting.define(all);
        return all.definitions();
    }

    private Object value(String name) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException(name + ": no such setting is defined");
        }
        return values.get(name);
    }

    private Object value(ConfigKey key) {
        for (SettingSource source : sources) {
            String text = source.values().get(key.name);
            if (text != null) {
                return parse(key, text, source);
            }
        }
        return key.defaultValue;
    }

    private static Object parse(ConfigKey key, String text, SettingSource source) {
        try {
            Object value = ConfigDef.parseType(key.name, text, key.type);
            key.validator.ensureValid(key.name, value);
            return value;
        } catch (ConfigException e) {
            throw new UserException(
                    "%s: %s, got \"%s\""
                            .formatted(source.place().apply(key.name), words(key), text),
                    e);
        }
    }

    private static String words(ConfigKey key) {
        String words = ((Rule) key.validator).words();
        return key.type == ConfigDef.Type.INT
                ? words.replaceFirst("must be", "must be a whole number")
                : words;
    }
}
