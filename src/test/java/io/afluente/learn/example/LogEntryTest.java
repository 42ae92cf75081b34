package io.afluente.learn.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.registry.Checkpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is journaled is what is learned from again. */
class LogEntryTest {
    @Test
    void shouldSurviveTheJournalAsAnExample() throws IOException {
        Image image = new Image(new InputShape(1, 2, 3), new byte[] {1, -1, 0, 127, -128, 5});
        Example example = new Example(1L << 40, "bild-ä", new LabeledImage(image, 7));

        assertThat(again(example)).isEqualTo(example);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONTINUE", "ADD_LABEL"})
    void shouldSurviveTheJournalAsAControl(Control.Order order) throws IOException {
        assertThat(again(new Control(3, order))).isEqualTo(new Control(3, order));
    }

    @Test
    void shouldSurviveTheJournalWithAVersion() throws IOException {
        Checkpoint version = TestNetworks.untrained(7, 1);
        Control order = new Control(3, Control.Order.CONTINUE, Optional.of(version));

        Control again = (Control) again(order);

        assertThat(again.order()).isEqualTo(Control.Order.CONTINUE);
        assertThat(again.version().orElseThrow().bytes()).isEqualTo(version.bytes());
    }

    @Test
    void shouldSurviveTheJournalWithALabel() throws IOException {
        Control order = Control.addLabel(3, "rosé");

        assertThat(again(order)).isEqualTo(order);
    }

    @Test
    void shouldBringALabelWithTheOrderToAddOneAlone() {
        assertThatThrownBy(() -> new Control(3, Control.Order.ADD_LABEL))
                .hasMessageContaining("a label belongs to add-label");
        assertThatThrownBy(
                        () ->
                                new Control(
                                        3,
                                        Control.Order.RESET,
                                        Optional.empty(),
                                        Optional.of("rose")))
                .hasMessageContaining("a label belongs to add-label");
    }

    @Test
    void shouldBringAVersionWithTheOrderToContinueAlone() {
        assertThatThrownBy(() -> new Control(3, Control.Order.CONTINUE))
                .hasMessageContaining("a version belongs to continue");
        Optional<Checkpoint> version = Optional.of(TestNetworks.untrained(7, 1));
        assertThatThrownBy(() -> new Control(3, Control.Order.RESET, version))
                .hasMessageContaining("a version belongs to continue");
    }

    @Test
    void shouldRefuseAnotherKind() {
        assertThatThrownBy(() -> read(new byte[] {9})).hasMessageContaining("unknown kind 9");
    }

    private static LogEntry again(LogEntry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entry.write(new DataOutputStream(bytes));
        return read(bytes.toByteArray());
    }

    private static LogEntry read(byte[] bytes) throws IOException {
        return LogEntry.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
