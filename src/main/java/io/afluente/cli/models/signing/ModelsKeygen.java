package io.afluente.cli.models.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.afluente.cli.error.ExitCode;
import io.afluente.registry.PemKeys;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the keys by which versions and pointers are signed. */
@Command(
        name = "keygen",
        description = {
            "Make a pair of Ed25519 keys: NAME.pem signs, NAME.pub lets others check.",
            "Files that are there already are left as they are."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  afluente models keygen keys/learner"})
public final class ModelsKeygen implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The files, without their endings.")
    private String name;

    @Override
    public Integer call() {
        Path own = Path.of(name + ".pem");
        Path shown = Path.of(name + ".pub");
        requireFree(own);
        requireFree(shown);
        KeyPair pair = PemKeys.generate();
        write(own, pair.getPrivate(), "rw-------");
        write(shown, pair.getPublic(), "rw-r--r--");
        spec.commandLine()
                .getOut()
                .printf(
                        "%s signs (--signing-key-file); nobody else needs it%n"
                                + "%s has others check (--trusted-key-files); key %s%n",
                        own, shown, PemKeys.idOf(pair.getPublic()));
        return ExitCode.OK;
    }

    private static void requireFree(Path file) {
        if (Files.exists(file)) {
            throw new UserException(file + ": is there already; a key is never written over");
        }
    }

    private static void write(Path file, Key key, String mode) {
        Set<StandardOpenOption> anew =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, anew, attributes(mode))) {
            ByteBuffer bytes = ByteBuffer.wrap(PemKeys.pem(key).getBytes(US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw new UserException(file + ": is there already", e);
        } catch (IOException e) {
            throw new UserException(file + ": can't be written: " + e, e);
        }
    }

    private static FileAttribute<?>[] attributes(String mode) {
        boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new FileAttribute<?>[0];
    }
}
