package io.afluente.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.tools.AclCommand;

/** The {@code kafka-acls} lines of the documentation, and the tool that they are for. */
final class AclLines {
    private static final Path DOCUMENT = Path.of("src/docs/security.md");
    private static final String TOOL = "kafka-acls --bootstrap-server $KAFKA --command-config";

    private AclLines() {}

    /** The lines that give a user what it needs. */
    static List<String> of(String user) {
        return all().filter(line -> line.contains(" User:" + user + " ")).toList();
    }

    /** All lines. */
    static Stream<String> all() {
        try {
            return Files.readString(DOCUMENT)
                    .replace("\\\n", " ")
                    .lines()
                    .map(line -> line.strip().replaceAll(" +", " "))
                    .filter(line -> line.startsWith("kafka-acls --bootstrap-server"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of an option in a line, such as all of its topics. */
    static List<String> values(String line, String option) {
        String[] words = line.split(" ", -1);
        return Stream.iterate(0, i -> i + 1)
                .limit(words.length - 1)
                .filter(i -> words[i].equals(option))
                .map(i -> words[i + 1])
                .toList();
    }

    /** Gives what a line says. */
    static void add(SecuredBroker broker, String line) {
        run(broker, line);
    }

    /** Takes away what a line has given. */
    static void remove(SecuredBroker broker, String line) {
        run(broker, line.replace(" --add ", " --remove --force "));
    }

    private static void run(SecuredBroker broker, String line) {
        String words =
                line.replace(
                        TOOL + " admin.properties",
                        "--bootstrap-server %s --command-config %s"
                                .formatted(broker.tlsAddress(), broker.admin()));
        if (words.equals(line)) {
            throw new AssertionError("does not start with " + TOOL + ": " + line);
        }
        AclCommand.main(words.split(" ", -1));
    }
}
