package io.afluente.cli.models.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.cli.CommandRun;
import io.afluente.registry.PemKeys;
import io.afluente.registry.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsKeygenTest {
    @TempDir private Path folder;

    @Test
    void shouldMakeAPairOfKeysThatOnlyTheirOwnerMayRead() throws IOException {
        String name = folder.resolve("learner").toString();

        CommandRun run = CommandRun.of("models", "keygen", name);

        Path own = folder.resolve("learner.pem");
        String shown = Files.readString(folder.resolve("learner.pub"));
        assertThat(run.out()).contains(PemKeys.idOf(PemKeys.publicKeys(shown).get(0)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rw-------");
        assertThat(
                        Signer.trusting(PemKeys.publicKeys(shown))
                                .signing(PemKeys.privateKey(Files.readString(own)))
                                .signsPointers())
                .isTrue();
    }

    @Test
    void shouldWriteOverNoKey() throws IOException {
        Path there = Files.writeString(folder.resolve("learner.pub"), "somebody's");

        CommandRun run = CommandRun.of("models", "keygen", folder.resolve("learner").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("learner.pub: is there already");
        assertThat(folder.resolve("learner.pem")).doesNotExist();
        assertThat(Files.readString(there)).isEqualTo("somebody's");
    }
}
