package io.afluente.cli.option;

import io.afluente.setting.FormatSettings;
import io.afluente.setting.PropertiesFile;
import io.afluente.setting.SettingSource;
import io.afluente.setting.Settings;
import io.afluente.setting.TopicNames;
import io.afluente.setting.UserException;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.RoleTopics;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which Kafka a command talks to, and how: the options that Kafka's own tools have too. */
public final class ClusterOptions {
    private static final String ADDRESS = "--bootstrap-server";

    @Option(
            names = ADDRESS,
            paramLabel = "HOST:PORT",
            order = 90,
            defaultValue = "${env:AFLUENTE_BOOTSTRAP_SERVER:-localhost:9092}",
            description = "Kafka brokers to ask first. Default: ${DEFAULT-VALUE}")
    private String bootstrapServer;

    @Option(
            names = {"--config", "--command-config"},
            paramLabel = "FILE",
            order = 91,
            defaultValue = "${env:AFLUENTE_CONFIG}",
            description = "Properties of Kafka clients, such as TLS and SASL.")
    private Path config;

    @Option(
            names = "--" + TopicNames.PREFIX,
            paramLabel = "TEXT",
            order = 92,
            description = TopicNames.PREFIX_MEANS)
    private String topicPrefix;

    @Option(
            names = "--" + TopicNames.TOPIC,
            paramLabel = "NAME=TOPIC",
            order = 92,
            description = TopicNames.TOPIC_MEANS)
    private List<String> topicNames;

    @Option(
            names = "--" + FormatSettings.REGISTRY_URL,
            paramLabel = "URL",
            order = 94,
            description = FormatSettings.REGISTRY_MEANS)
    private String registryUrl;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    /** The topics by the names that the command line, the environment or the settings give them. */
    public Topics topics() {
        Map<String, String> given = new HashMap<>();
        Optional.ofNullable(topicPrefix).ifPresent(text -> given.put(TopicNames.PREFIX, text));
        Optional.ofNullable(topicNames)
                .ifPresent(names -> given.put(TopicNames.TOPIC, String.join(",", names)));
        Optional.ofNullable(registryUrl)
                .ifPresent(url -> given.put(FormatSettings.REGISTRY_URL, url));
        Path settings = command.findOption("--settings").getValue();
        return TopicNames.read(Settings.of(given, SettingSource.options(Map.of()), settings));
    }

    /**
     * The configuration of any client: addresses and what the file says.
     *
     * @throws UserException if the file can't be read
     */
    public Map<String, Object> client() {
        // A person waits for the answer: seconds, where Kafka's defaults are minutes.
        return client(15_000, 10_000);
    }

    private Map<String, Object> client(int answerWithinMs, int oneAttemptMs) {
        Map<String, Object> client = new HashMap<>();
        client.put("default.api.timeout.ms", answerWithinMs);
        client.put("request.timeout.ms", oneAttemptMs);
        client.put("client.id", "afluente");
        read().forEach((key, value) -> client.put(key.toString(), value));
        client.put("bootstrap.servers", bootstrapServer);
        return client;
    }

    /**
     * A client for administration of a cluster that has answered.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster can't be reached or refuses
     */
    public Admin connect() {
        topics(); // refuses wrong names before anybody waits
        Map<String, Object> client = client(5_000, 4_000);
        if (isPlain(client)) {
            PlainPort.check(bootstrapServer);
        }
        try (Admin admin = Admin.create(client)) {
            KafkaCalls.await(admin.describeCluster().clusterId());
        }
        return Admin.create(client());
    }

    private static boolean isPlain(Map<String, Object> client) {
        Object protocol = client.getOrDefault("security.protocol", "PLAINTEXT");
        return List.of("PLAINTEXT", "SASL_PLAINTEXT").contains(protocol);
    }

    /**
     * Makes sure that the cluster answers, has a topic, and lets this command use it.
     *
     * @throws org.apache.kafka.common.KafkaException otherwise
     */
    public void require(String topic) {
        try (Admin admin = connect()) {
            List<String> troubles =
                    new RoleTopics(admin, topics(), List.of(firstName())).notAllowed(topic);
            if (!troubles.isEmpty()) {
                throw new UserException(troubles.get(0));
            }
        }
    }

    // such as models of "afluente models list": so the files of the topics call it
    private String firstName() {
        CommandLine found = command.commandLine();
        while (found.getParent() != null && found.getParent().getParent() != null) {
            found = found.getParent();
        }
        return found.getCommandName();
    }

    private Properties read() {
        return config == null ? new Properties() : PropertiesFile.read("--config", config);
    }

    /** The address that a command was given, for an error. */
    public static String addressOf(CommandLine command) {
        OptionSpec option = command.getCommandSpec().findOption(ADDRESS);
        return option == null ? "the embedded broker" : option.<String>getValue();
    }
}
