package io.afluente.setting;

import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.stream.topic.Topics;
import io.afluente.upgrade.KeptService;
import java.util.List;
import java.util.Map;

/** The settings that the kept service ran by, read from its file as the service reads it. */
public final class KeptSettings {
    private KeptSettings() {}

    static Settings read() {
        String models = KeptService.file("models").toString();
        return new Settings(
                List.of(
                        SettingSource.options(Map.of("models-dir", models)),
                        SettingSource.file(KeptService.file("settings.properties"))));
    }

    /** The same as plain values. */
    public static RoleSettings roles() {
        return Roles.of(read(), Map.of("bootstrap.servers", "nowhere:1"), Topics.withPrefix(""));
    }
}
