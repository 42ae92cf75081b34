package io.afluente.operate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.tools.AclCommand;

/** What {@code acl.sh} of the documentation tells {@code kafka-acls}, and that tool. */
final class AclLines {
    private static final String SCRIPT = "src/docs/acl.sh";
    private static final String CLUSTER = "KAFKA:9093";
    private static final String ADMIN = "admin.properties";
    private static final Map<String, ResourceType> RESOURCES =
            Map.of(
                    "--topic", ResourceType.TOPIC,
                    "--group", ResourceType.GROUP,
                    "--transactional-id", ResourceType.TRANSACTIONAL_ID);

    private AclLines() {}

    /** The lines that give a user what it needs. */
    static List<String> of(String user) {
        return all().filter(line -> line.contains(" User:" + user + " ")).toList();
    }

    /** All lines, by the usual names. */
    static Stream<String> all() {
        return all(Map.of());
    }

    /** All lines, by the names that variables such as {@code AFLUENTE_TOPIC} give. */
    private static Stream<String> all(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.putAll(Map.of("KAFKA", CLUSTER, "ADMIN", ADMIN, "KAFKA_ACLS", "echo"));
        return Ended.of(environment, "bash", SCRIPT).orFail().lines();
    }

    /** All that the lines give: one operation of one user on one resource each. */
    static List<AclBinding> bindings(Map<String, String> variables) {
        return all(variables).flatMap(AclLines::bindings).toList();
    }

    private static Stream<AclBinding> bindings(String line) {
        PatternType pattern =
                values(line, "--resource-pattern-type").contains("prefixed")
                        ? PatternType.PREFIXED
                        : PatternType.LITERAL;
        String user = values(line, "--allow-principal").get(0);
        return RESOURCES.entrySet().stream()
                .flatMap(
                        kind ->
                                values(line, kind.getKey()).stream()
                                        .map(n -> new ResourcePattern(kind.getValue(), n, pattern)))
                .flatMap(
                        resource ->
                                values(line, "--operation").stream()
                                        .map(word -> binding(user, resource, word)));
    }

    /** Lets a user do something, from any host. */
    static AclBinding binding(String user, ResourcePattern resource, String operation) {
        String constant = operation.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
        return new AclBinding(
                resource,
                new AccessControlEntry(
                        user, "*", AclOperation.valueOf(constant), AclPermissionType.ALLOW));
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
                line.replace(CLUSTER, broker.tlsAddress())
                        .replace(ADMIN, broker.admin().toString());
        AclCommand.main(words.split(" ", -1));
    }
}
