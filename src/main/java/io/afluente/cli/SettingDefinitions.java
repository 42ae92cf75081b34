package io.afluente.cli;

import static io.afluente.cli.Rule.aboveZeroTo;
import static io.afluente.cli.Rule.any;
import static io.afluente.cli.Rule.between;
import static io.afluente.cli.Rule.memberName;
import static io.afluente.cli.Rule.name;
import static io.afluente.cli.Rule.notEmpty;
import static io.afluente.cli.Rule.oneOf;

import io.afluente.image.ImageLimits;
import org.apache.kafka.common.config.ConfigDef;

/** Every setting of the service: its default, its rule and what it means, side by side. */
final class SettingDefinitions {
    private SettingDefinitions() {}

    /** All settings, in the order in which help shows them. */
    static ConfigDef all() {
        var settings = new SettingList();
        settings.group("Model");
        settings.text(Settings.MODEL, "mnist", name(), "Name of the network.");
        settings.text(
                Settings.MODELS_DIR,
                "",
                any(),
                "Folder of networks, a folder for each; models if left out.");
        settings.text(
                Settings.CHECKPOINT_DIR,
                "",
                any(),
                "Folder for files of checkpoints; one in the network's if left out.");
        settings.text(
                Settings.CHECKPOINT_KEY_FILE,
                "",
                any(),
                "File with a key: versions are signed by it, and no others serve.");

        settings.text(
                Settings.OTHER_MODELS,
                "refuse",
                oneOf("refuse", "allow"),
                "Whether another network's versions may be on the same topics.");

        settings.group("Streams");
        settings.text(
                Settings.APPLICATION_ID,
                "afluente",
                name(),
                "Start of all application ids, after the prefix of the topics.");
        settings.text(
                Settings.ID_PREFIX,
                "topics",
                oneOf("topics", "none"),
                "Whether application ids begin with the topics' prefix; those of 0.1.0 did not.");
        settings.text(Settings.STATE_DIR, "", any(), "Folder of local state.");
        settings.text(
                Settings.INSTANCE_ID,
                "",
                memberName(),
                "This process in its group, the same after a restart: its partitions wait for it.");
        settings.whole(
                Settings.MAX_IMAGE_BYTES,
                4 << 20,
                between(1 << 10, 64 << 20),
                "Longer values go to the dead letters, unread.");
        settings.whole(
                Settings.MAX_UNPACKED_BYTES,
                ImageLimits.DEFAULT_UNPACKED_BYTES,
                between(1 << 10, Integer.MAX_VALUE),
                "Pictures that unpack to more, as their header says, are dead letters.");

        settings.group("Classifying");
        settings.text(Settings.ENGINE, "nd4j", oneOf("nd4j", "onnx"), "What computes the answers.");
        settings.whole(
                Settings.CLASSIFY_THREADS,
                0,
                between(0, 256),
                "Threads that classify; 0 is two for each processor.");
        settings.whole(Settings.SLICE, 128, between(1, 4096), "Most images to answer in one pass.");
        settings.whole(
                Settings.SLICE_BYTES,
                16 << 20,
                between(1 << 10, 1 << 30),
                "Most bytes to answer in one pass.");
        settings.whole(
                Settings.POLL_RECORDS, 1024, between(1, 100_000), "Most records of one poll.");
        settings.text(
                Settings.GUARANTEE,
                "exactly_once_v2",
                oneOf("exactly_once_v2", "at_least_once"),
                "How often an image is answered; learning is always exactly-once.");
        settings.whole(
                Settings.CLASSIFY_COMMIT_MS,
                100,
                between(1, 60_000),
                "Milliseconds between commits of predictions.");

        settings.group("Learning");
        settings.whole(Settings.BATCH_SIZE, 64, between(1, 4096), "Examples of one training step.");
        settings.text(
                Settings.UPDATER,
                "",
                any(),
                "DL4J updater in place of the network's own, such as adam or sgd.");
        settings.real(
                Settings.LEARNING_RATE,
                null,
                aboveZeroTo(1000),
                "Learning rate in place of the network's own.");
        settings.list(Settings.FREEZE, "Layers that learn no more, by name, with commas between.");
        settings.whole(
                Settings.SEED,
                1,
                between(0, Integer.MAX_VALUE),
                "Seed of all randomness, first parameters included.");
        settings.whole(
                Settings.CHECKPOINT_EVERY,
                20,
                between(1, 1_000_000),
                "Training steps from one checkpoint to the next.");
        settings.whole(
                Settings.KEEP_CHECKPOINTS,
                5,
                between(1, 10_000),
                "Checkpoints that stay on the topic, beside those in use.");
        settings.whole(
                Settings.WINDOW,
                1000,
                between(1, 1_000_000),
                "Examples that windowed scores look back on.");
        settings.real(
                Settings.FADING,
                0.01,
                aboveZeroTo(1),
                "Weight of the newest example in the fading accuracy.");
        settings.whole(
                Settings.LEARN_COMMIT_MS,
                500,
                between(1, 60_000),
                "Milliseconds between commits of what was learned.");

        LearnSetting.define(settings);

        settings.group("Joining");
        settings.whole(
                Settings.JOIN_MINUTES,
                1_440,
                between(1, 100_000),
                "Minutes for which images and labels wait for each other.");
        settings.whole(
                Settings.JOIN_MEGABYTES,
                256,
                between(1, 1_000_000),
                "Most MiB of them kept on the disk, for each partition; the oldest go first.");

        settings.group("Web");
        settings.text(
                Settings.HTTP_HOST, "127.0.0.1", notEmpty(), "Address to listen on for HTTP.");
        settings.whole(
                Settings.HTTP_PORT,
                8080,
                between(0, 65_535),
                "Port to listen on for HTTP; 0 takes a free one.");
        settings.text(
                Settings.HTTP_TOKEN,
                "",
                any(),
                "Token that lets other machines change things by HTTP; without one they can't.");
        return settings.definitions();
    }
}
