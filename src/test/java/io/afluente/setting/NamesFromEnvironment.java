package io.afluente.setting;

import io.afluente.stream.topic.Topics;
import java.util.List;
import java.util.Map;

/** The names on a cluster that a process takes from its environment, read as it reads them. */
public record NamesFromEnvironment(Topics topics, GroupNames groups, String model) {

    /** Reads variables such as {@code AFLUENTE_TOPIC}; others are left alone. */
    public static NamesFromEnvironment of(Map<String, String> variables) {
        Settings settings = new Settings(List.of(SettingSource.environment(variables)));
        Topics topics = TopicNames.read(settings);
        return new NamesFromEnvironment(
                topics, GroupNames.read(settings, topics), ModelSettings.read(settings).name());
    }

    /** The group of a role. */
    public String group(String role) {
        return groups.of(role, model);
    }
}
