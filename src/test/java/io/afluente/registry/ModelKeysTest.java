package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Keys of one network are told from those of another, and manifests from the rest. */
class ModelKeysTest {
    private final ModelKeys keys = new ModelKeys("mnist");

    @Test
    void shouldTellManifestsFromChunksAndPointers() {
        assertThat(keys.versionOfManifest(keys.manifest("000001-0123456789ab")))
                .contains("000001-0123456789ab");
        assertThat(keys.versionOfManifest(keys.chunk("000001-0123456789ab", 3))).isEmpty();
        assertThat(keys.versionOfManifest(keys.candidate())).isEmpty();
        assertThat(keys.versionOfManifest(keys.pin())).isEmpty();
        assertThat(keys.versionOfManifest("cifar10/000001-0123456789ab")).isEmpty();
    }

    @Test
    void shouldTakeNoOtherKeyForThatOfAManifest() {
        assertThat(keys.versionOfManifest("mnist/anything")).isEmpty();
        assertThat(keys.versionOfManifest("mnist/")).isEmpty();
        assertThat(keys.versionOfManifest("mnist/000001-0123456789AB")).isEmpty();
    }

    @Test
    void shouldOwnOnlyItsOwn() {
        assertThat(keys.owns(keys.pin())).isTrue();
        assertThat(keys.owns("mnist2/pin")).isFalse();
    }

    @Test
    void shouldTellBackbonesFromVersions() {
        String sha256 = "0123456789abcdef".repeat(4);

        assertThat(keys.backboneOf(keys.backbone(sha256)))
                .contains(new ModelKeys.Backbone(sha256, OptionalInt.empty()));
        assertThat(keys.backboneOf(keys.backboneChunk(sha256, 12)))
                .contains(new ModelKeys.Backbone(sha256, OptionalInt.of(12)));
        assertThat(keys.versionOfManifest(keys.backbone(sha256))).isEmpty();
        assertThat(keys.chunkOf(keys.backboneChunk(sha256, 12))).isEmpty();
        assertThat(keys.backboneOf(keys.chunk("000001-0123456789ab", 3))).isEmpty();
        assertThat(keys.backboneOf("cifar10/backbone/" + sha256)).isEmpty();
        assertThat(ModelKeys.isOfBackbone("cifar10/backbone/" + sha256)).isTrue();
        assertThat(ModelKeys.isOfBackbone(keys.pin())).isFalse();
    }
}
