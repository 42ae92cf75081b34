package io.afluente.cli;

import io.afluente.cli.role.ClassifySettings;
import io.afluente.cli.role.InstanceHome;
import io.afluente.cli.role.LineSettings;
import io.afluente.cli.role.RoleSettings;
import io.afluente.model.NetworkFolder;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Tuning;
import io.afluente.stream.Topics;
import io.afluente.stream.join.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Turns settings into the plain values that roles are made from. */
final class Roles {
    private Roles() {}

    /** Settings with the network's own defaults among them, and the network as they tune it. */
    static RoleSettings of(Settings given, Map<String, Object> client, Topics topics) {
        NetworkFolder folder = NetworkFolder.read(given.networkFolder());
        Settings settings = given.withTraining(folder.training());
        return new RoleSettings(
                client,
                topics,
                applicationIds(settings, topics),
                tuned(folder.spec(), settings),
                settings.whole(Settings.MAX_IMAGE_BYTES),
                settings.whole(Settings.MAX_UNPACKED_BYTES),
                new InstanceHome(
                        settings.checkpointFolder(),
                        settings.stateFolder(),
                        settings.givenText(Settings.INSTANCE_ID)),
                classify(settings),
                new LineSettings(
                        LearnSetting.read(settings, folder.spec().input()),
                        settings.whole(Settings.KEEP_CHECKPOINTS),
                        settings.whole(Settings.LEARN_COMMIT_MS)),
                settings.signer(),
                joinLimits(settings));
    }

    /** Services behind another prefix have other groups, transactions and internal topics. */
    private static String applicationIds(Settings settings, Topics topics) {
        String name = settings.text(Settings.APPLICATION_ID);
        return settings.text(Settings.ID_PREFIX).equals("none") ? name : topics.prefix() + name;
    }

    private static ClassifySettings classify(Settings settings) {
        return new ClassifySettings(
                settings.text(Settings.ENGINE),
                settings.text(Settings.GUARANTEE),
                settings.classifyThreads(),
                settings.whole(Settings.SLICE),
                settings.whole(Settings.SLICE_BYTES),
                settings.whole(Settings.POLL_RECORDS),
                settings.whole(Settings.CLASSIFY_COMMIT_MS));
    }

    private static Limits joinLimits(Settings settings) {
        return new Limits(
                Duration.ofMinutes(settings.whole(Settings.JOIN_MINUTES)),
                (long) settings.whole(Settings.JOIN_MEGABYTES) << 20);
    }

    private static NetworkSpec tuned(NetworkSpec spec, Settings settings) {
        NetworkSpec tuned = Tuning.seed(spec, settings.whole(Settings.SEED));
        if (settings.givenText(Settings.UPDATER).isPresent()) {
            tuned = Tuning.updater(tuned, settings.text(Settings.UPDATER));
        }
        if (settings.givenReal(Settings.LEARNING_RATE).isPresent()) {
            tuned = Tuning.learningRate(tuned, settings.real(Settings.LEARNING_RATE));
        }
        List<String> frozen = settings.frozenLayers();
        return frozen.isEmpty() ? tuned : Tuning.freeze(tuned, frozen);
    }
}
