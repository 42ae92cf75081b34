package io.afluente.cli.option;

import io.afluente.setting.Rule;
import io.afluente.setting.SettingSource;
import io.afluente.setting.Settings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Makes every setting an option of a command, with its sentence in the command's help. */
public final class SettingOptions {
    private CommandSpec command;

    @Mixin private SettingsFile file;

    public Settings settings() {
        return settings(SettingSource.options(Map.of()));
    }

    /** The same with more of the command line, which comes next to the options themselves. */
    public Settings settings(SettingSource more) {
        return Settings.of(given(), more, file.path());
    }

    private Map<String, String> given() {
        ParseResult line = command.commandLine().getParseResult();
        Map<String, String> given = new HashMap<>();
        for (String name : Settings.DEFINITIONS.names()) {
            if (line.hasMatchedOption("--" + name)) {
                given.put(name, String.join(",", line.matchedOption("--" + name).stringValues()));
            }
        }
        return given;
    }

    @Spec(Target.MIXEE)
    void addTo(CommandSpec mixee) {
        command = mixee;
        mixee.usageMessage().abbreviateSynopsis(true);
        Map<String, ArgGroupSpec.Builder> groups = new LinkedHashMap<>();
        for (ConfigKey key : Settings.DEFINITIONS.configKeys().values()) {
            // the options of the cluster come first, and some of them are settings too
            if (mixee.findOption("--" + key.name) == null) {
                groups.computeIfAbsent(key.group, SettingOptions::group).addArg(option(key));
            }
        }
        groups.values().forEach(group -> mixee.addArgGroup(group.build()));
    }

    private static ArgGroupSpec.Builder group(String name) {
        return ArgGroupSpec.builder()
                .heading("%n" + name + " settings:%n")
                .validate(false)
                .exclusive(false)
                .order(Settings.DEFINITIONS.groups().indexOf(name));
    }

    private static OptionSpec option(ConfigKey key) {
        List<String> choices = ((Rule) key.validator).choices();
        return typed(OptionSpec.builder("--" + key.name), key.type)
                .paramLabel(choices.isEmpty() ? label(key.type) : String.join("|", choices))
                .completionCandidates(choices)
                .order(key.orderInGroup)
                .description(key.documentation + usual(key))
                .build();
    }

    private static OptionSpec.Builder typed(OptionSpec.Builder option, ConfigDef.Type type) {
        return type == ConfigDef.Type.LIST
                ? option.type(List.class).auxiliaryTypes(String.class)
                : option.type(String.class);
    }

    private static String label(ConfigDef.Type type) {
        return switch (type) {
            case INT -> "N";
            case DOUBLE -> "NUMBER";
            default -> "TEXT";
        };
    }

    private static String usual(ConfigKey key) {
        Object usual = key.defaultValue;
        boolean none = usual == null || usual.equals("") || usual.equals(List.of());
        return none ? "" : " Default: " + usual;
    }
}
