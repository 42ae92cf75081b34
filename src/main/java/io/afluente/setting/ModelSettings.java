package io.afluente.setting;

import static io.afluente.setting.Rule.oneOf;

import io.afluente.registry.Signer;
import java.nio.file.Path;

/**
 * Which network, where its files are, and whose versions serve.
 *
 * @param name of the network
 * @param folder that holds the network: {@code models/<name>} unless told otherwise
 * @param checkpoints folder that files of checkpoints are written to
 * @param signing by which keys versions and pointers are signed, and whose signatures count
 * @param othersAllowed whether another network's versions may be on the same topics
 */
public record ModelSettings(
        String name, Path folder, Path checkpoints, SigningSetting signing, boolean othersAllowed) {
    public static final String MODEL = "model";
    public static final String MODELS_DIR = "models-dir";
    public static final String CHECKPOINT_DIR = "checkpoint-dir";

    static void define(SettingList settings) {
        settings.group("Model");
        settings.text(MODEL, "mnist", Rule.name()).means("Name of the network.");
        settings.text(MODELS_DIR)
                .means("Folder of networks, a folder for each; models if left out.");
        settings.text(CHECKPOINT_DIR)
                .means("Folder for files of checkpoints; one in the network's if left out.");
        SigningSetting.define(settings);
        settings.text("other-models", "refuse", oneOf("refuse", "allow"))
                .means("Whether another network's versions may be on the same topics.");
    }

    public static ModelSettings read(Settings settings) {
        String name = settings.text(MODEL);
        Path folder = settings.folder(MODELS_DIR, Home.folder().resolve("models")).resolve(name);
        return new ModelSettings(
                name,
                folder,
                settings.folder(CHECKPOINT_DIR, checkpoints(settings, folder)),
                SigningSetting.read(settings),
                settings.text("other-models").equals("allow"));
    }

    /** Whoever names a folder of networks finds their checkpoints there. */
    private static Path checkpoints(Settings settings, Path folder) {
        return settings.givenText(MODELS_DIR).isPresent()
                ? folder.resolve("checkpoints")
                : WrittenFolders.here().checkpoints(folder);
    }

    /** Signs versions and pointers where a key is given, and checks them. */
    public Signer signer() {
        return signing.signer();
    }
}
