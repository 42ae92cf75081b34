package io.afluente.setting;

import static io.afluente.setting.Rule.any;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings as they are listed, group by group, in the order in which help shows them. */
final class SettingList {
    private final ConfigDef definitions = new ConfigDef();
    private String group = "";

    ConfigDef definitions() {
        return definitions;
    }

    /** Settings defined from now on belong to this group. */
    void group(String name) {
        group = name;
    }

    /** What a setting means completes its definition. */
    interface Meaning {
        void means(String sentence);
    }

    /** Any text, or none. */
    Meaning text(String name) {
        return text(name, "", any());
    }

    Meaning text(String name, String usual, Rule rule) {
        return setting(name, ConfigDef.Type.STRING, usual, rule);
    }

    Meaning whole(String name, int usual, Rule rule) {
        return setting(name, ConfigDef.Type.INT, usual, rule);
    }

    Meaning real(String name, Double usual, Rule rule) {
        return setting(name, ConfigDef.Type.DOUBLE, usual, rule);
    }

    Meaning list(String name) {
        return list(name, List.of(), any());
    }

    Meaning list(String name, List<String> usual, Rule rule) {
        return setting(name, ConfigDef.Type.LIST, usual, rule);
    }

    private Meaning setting(String name, ConfigDef.Type type, Object usual, Rule rule) {
        int order = definitions.names().size();
        Importance any = Importance.MEDIUM;
        return sentence ->
                definitions.define(
                        name, type, usual, rule, any, sentence, group, order, Width.NONE, name);
    }
}
