package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.GrownVersions;
import io.afluente.TestBackbones;
import io.afluente.TestNetworks;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.Signer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModelsViewTest {
    private static final String OLD = "000003-0123456789ab";
    private static final String NEW = "000007-0123456789ab";

    private final ModelKeys keys = new ModelKeys("mnist");
    private final ModelsView book =
            new ModelsView("mnist", Signer.none(), TestBackbones.noArrivals());

    @Test
    void shouldTellAPromotionFromAStepBack() {
        book.take(keys.candidate(), pointer(OLD));

        assertThat(book.take(keys.pin(), pointer(NEW))).contains(new Choice("promoted", NEW));
        assertThat(book.take(keys.pin(), pointer(OLD))).contains(new Choice("rolled-back", OLD));
        assertThat(book.take(keys.pin(), null)).contains(new Choice("unpinned", ""));
    }

    @Test
    void shouldSayWhoAnswersInTheShadow() {
        assertThat(book.take(keys.shadow(), pointer(NEW))).contains(new Choice("shadow", NEW));
        assertThat(book.versions().orElseThrow().shadow()).isEqualTo(NEW);
        assertThat(book.take(keys.shadow(), null)).contains(new Choice("shadow", "ended"));
    }

    @Test
    void shouldSayWhoAnswersAShareOfTheKeys() {
        Pointer tenth = new Pointer(NEW, 0.1);

        assertThat(book.take(keys.challenger(), tenth.toJson()))
                .contains(new Choice("challenger", NEW + ", 10.0 % of the keys,"));
        assertThat(book.versions().orElseThrow().challenger()).isEqualTo(tenth);
        assertThat(book.take(keys.challenger(), null)).contains(new Choice("challenger", "ended"));
        assertThat(book.versions().orElseThrow().challenger()).isNull();
    }

    @Test
    void shouldKnowTheLabelsThatCameToTheLine() {
        assertThat(book.addedLabels()).isEmpty();

        Manifest grown = Manifest.of(GrownVersions.of(TestNetworks.mnist(), "star", "moon"));
        Manifest before = Manifest.of(GrownVersions.of(TestNetworks.mnist(), "star"));
        book.take(keys.manifest(grown.version()), grown.toJson());
        book.take(keys.manifest(before.version()), before.toJson());

        assertThat(book.addedLabels()).containsExactly("star", "moon");
    }

    @Test
    void shouldTakeTheLearnersOwnPointerForNobodysChoice() {
        assertThat(book.take(keys.candidate(), pointer(NEW))).isEmpty();
    }

    @Test
    void shouldGoOnAfterAPointerThatCanNotBeRead() {
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> book.take(keys.pin(), garbage))
                .isInstanceOf(BadNetworkException.class);
        assertThat(book.versions()).isEmpty();

        assertThat(book.take(keys.pin(), pointer(NEW))).contains(new Choice("promoted", NEW));
        assertThat(book.versions().orElseThrow().serving()).isEqualTo(NEW);
    }

    private static byte[] pointer(String version) {
        return new Pointer(version).toJson();
    }
}
