package io.afluente.service;

import io.afluente.model.file.NetworkFolder;
import io.afluente.setting.ClassifySettings;
import io.afluente.setting.JoinSetting;
import io.afluente.setting.LineSettings;
import io.afluente.setting.ModelSettings;
import io.afluente.setting.Settings;
import io.afluente.setting.StreamsSettings;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.util.Map;

/** Turns settings into the plain values that roles are made from. */
public final class Roles {
    private Roles() {}

    /** Settings with the network's own defaults among them, and the network as they tune it. */
    public static RoleSettings of(Settings given, Map<String, Object> client, Topics topics) {
        NetworkFolder folder = NetworkFolder.read(ModelSettings.read(given).folder());
        Settings settings = given.withTraining(folder.training());
        ModelSettings model = ModelSettings.read(settings);
        return new RoleSettings(
                client,
                topics,
                LineSettings.tune(folder.spec(), settings),
                folder.backbone(),
                model.checkpoints(),
                StreamsSettings.read(settings, topics),
                ClassifySettings.read(settings),
                LineSettings.read(settings, folder.spec().input()),
                model.signer(),
                JoinSetting.read(settings),
                Tracing.none());
    }

    /** Whether the network's pictures show writing, as its folder says. */
    public static boolean readWriting(Settings given) {
        return NetworkFolder.card(ModelSettings.read(given).folder()).lightOnDark();
    }
}
