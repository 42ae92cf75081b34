package io.afluente.cli.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/** The folder of one demo: everything it keeps is in there, and goes with it. */
public record DemoFolder(Path path) implements AutoCloseable {
    public static DemoFolder create() throws IOException {
        return new DemoFolder(Files.createTempDirectory("afluente-demo-"));
    }

    @Override
    public void close() throws IOException {
        Utils.delete(path.toFile());
    }
}
