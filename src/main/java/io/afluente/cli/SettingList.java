package io.afluente.cli;

import static io.afluente.cli.Rule.any;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings as they are listed, group by group, in the order in which help shows them. */
final class SettingList {
    private final ConfigDef definitions = new ConfigDef();
    private String group = "";

    /** All that are listed so far. */
    ConfigDef definitions() {
        return definitions;
    }

    /** Settings defined from now on belong to this group. */
    void group(String name) {
        group = name;
    }

    void text(String name, String usual, Rule rule, String sentence) {
        define(name, ConfigDef.Type.STRING, usual, rule, sentence);
    }

    void whole(String name, int usual, Rule rule, String sentence) {
        define(name, ConfigDef.Type.INT, usual, rule, sentence);
    }

    void real(String name, Double usual, Rule rule, String sentence) {
        define(name, ConfigDef.Type.DOUBLE, usual, rule, sentence);
    }

    void list(String name, String sentence) {
        define(name, ConfigDef.Type.LIST, List.of(), any(), sentence);
    }

    private void define(
            String name, ConfigDef.Type type, Object usual, Rule rule, String sentence) {
        int order = definitions.names().size();
        definitions.define(
                name,
                type,
                usual,
                rule,
                Importance.MEDIUM,
                sentence,
                group,
                order,
                Width.NONE,
                name);
    }
}
