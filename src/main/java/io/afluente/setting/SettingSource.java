package io.afluente.setting;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A place that settings come from.
 *
 * @param values as text, by setting name; others may be among them
 * @param place how an error names a setting here, such as {@code --batch-size}
 */
public record SettingSource(Map<String, String> values, UnaryOperator<String> place) {
    private static final String VARIABLE = "AFLUENTE_";

    public SettingSource {
        values = Map.copyOf(values);
    }

    /** Options of the command line, without their dashes. */
    public static SettingSource options(Map<String, String> options) {
        return new SettingSource(options, name -> "--" + name);
    }

    /** Variables such as {@code AFLUENTE_BATCH_SIZE}; all others are left alone. */
    static SettingSource environment(Map<String, String> variables) {
        Map<String, String> values = new TreeMap<>();
        for (String name : Settings.DEFINITIONS.names()) {
            String value = variables.get(variable(name));
            if (value != null) {
                values.put(name, value);
            }
        }
        return new SettingSource(values, SettingSource::variable);
    }

    /** A properties file with nothing but settings in it. */
    static SettingSource file(Path file) {
        Properties properties = PropertiesFile.read("--settings", file);
        Map<String, String> values = new TreeMap<>();
        properties.forEach((name, value) -> values.put(name.toString(), value.toString()));
        return named(values, file.toString());
    }

    /** Settings of any other origin, with nothing else among them. */
    public static SettingSource named(Map<String, String> values, String origin) {
        UnaryOperator<String> place = name -> origin + ": " + name;
        for (String name : values.keySet()) {
            if (!Settings.DEFINITIONS.names().contains(name)) {
                throw new UserException(
                        "%s: there is no such setting; did you mean %s?"
                                .formatted(
                                        place.apply(name),
                                        Nearest.to(name, Settings.DEFINITIONS.names())));
            }
        }
        return new SettingSource(values, place);
    }

    private static String variable(String name) {
        return VARIABLE + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
