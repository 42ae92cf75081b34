package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.cli.error.MachineErrorText;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;

/** What the machine lacks is one line, whichever library stumbles over it. */
class ProcessEnvironmentTest {
    private static final long ENOUGH = 64L << 20;

    @Test
    void shouldRefuseNamesThatTheLocaleLost() {
        assertThat(ProcessEnvironment.unfit(ENOUGH, "label", "\ufffd\ufffds", "7"))
                .contains("\"\ufffd\ufffds\" can't be read in this locale; set LC_ALL=C.UTF-8");
        assertThat(ProcessEnvironment.unfit(ENOUGH, "label", "\u010d\u00eds-\u00f1", "7"))
                .isEmpty();
    }

    @Test
    void shouldRefuseAHeapInWhichNothingRuns() {
        assertThat(ProcessEnvironment.unfit(20L << 20))
                .contains(
                        "a heap of 20 MB is too small; give it 256 or more:"
                                + " AFLUENTE_JAVA_OPTS=-Xmx256m");
    }

    @Test
    void shouldTellWhatTheMachineLacks() {
        assertThat(
                        MachineErrorText.tell(
                                new ProcessorStateException(
                                        "Error while flushing",
                                        new IOException("write: No space left on device"))))
                .contains("the disk is full: write: No space left on device");
        assertThat(
                        MachineErrorText.tell(
                                new ExceptionInInitializerError(
                                        new UnsatisfiedLinkError(
                                                "/d/libjnind4jcpu.so: failed to map segment from"
                                                        + " shared object"))))
                .get()
                .asString()
                .startsWith(
                        "native code can't be loaded from where it is unpacked; is that mounted")
                .contains("/d/libjnind4jcpu.so");
        assertThat(MachineErrorText.tell(new IllegalStateException("ours")))
                .isEqualTo(Optional.empty());
    }
}
