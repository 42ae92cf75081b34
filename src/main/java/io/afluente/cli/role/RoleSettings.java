package io.afluente.cli.role;

import io.afluente.learn.LearnSettings;
import io.afluente.meter.Meters;
import io.afluente.model.NetworkSpec;
import io.afluente.stream.AppConfig;
import io.afluente.stream.Topics;
import io.afluente.stream.join.Limits;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the roles of one process are made from: settings as plain values.
 *
 * @param client configuration of any Kafka client
 * @param topics names of the topics
 * @param applicationId what the application ids of the roles start with
 * @param network the local idea of the network
 * @param learn what steers learning
 * @param keepCheckpoints how many stay on the topic of models
 * @param checkpointDir where their files go
 * @param stateDir where Kafka Streams keeps the process's identity
 * @param instanceId names this process in its groups where the same one comes back
 * @param engine nd4j or onnx
 * @param guarantee of classification: exactly_once_v2 or at_least_once
 * @param threads that classify
 * @param sliceImages most images in one forward pass
 * @param sliceBytes most bytes of records in one forward pass
 * @param pollRecords most records of one poll
 * @param maxImageBytes the largest record that is looked into
 * @param classifyCommitMillis from one commit of predictions to the next
 * @param learnCommitMillis from one commit of what was learned to the next
 * @param joinLimits how long images and their labels wait for each other
 */
public record RoleSettings(
        Map<String, Object> client,
        Topics topics,
        String applicationId,
        NetworkSpec network,
        LearnSettings learn,
        int keepCheckpoints,
        Path checkpointDir,
        Path stateDir,
        Optional<String> instanceId,
        String engine,
        String guarantee,
        int threads,
        int sliceImages,
        long sliceBytes,
        int pollRecords,
        int maxImageBytes,
        int classifyCommitMillis,
        int learnCommitMillis,
        Limits joinLimits) {

    /** The application id of a role; contains the model's name, so that models don't mix. */
    public String applicationIdOf(String role) {
        return applicationId + "-" + role + "-" + network.name();
    }

    /** The same with all folders inside another, so that nothing is shared and nothing stays. */
    public RoleSettings within(Path folder) {
        return new RoleSettings(
                client,
                topics,
                applicationId,
                network,
                learn,
                keepCheckpoints,
                folder.resolve("checkpoints"),
                folder.resolve("state"),
                instanceId,
                engine,
                guarantee,
                threads,
                sliceImages,
                sliceBytes,
                pollRecords,
                maxImageBytes,
                classifyCommitMillis,
                learnCommitMillis,
                joinLimits);
    }

    /** The same, but what is learned is steered by other settings. */
    public RoleSettings learning(LearnSettings other) {
        return new RoleSettings(
                client,
                topics,
                applicationId,
                network,
                other,
                keepCheckpoints,
                checkpointDir,
                stateDir,
                instanceId,
                engine,
                guarantee,
                threads,
                sliceImages,
                sliceBytes,
                pollRecords,
                maxImageBytes,
                classifyCommitMillis,
                learnCommitMillis,
                joinLimits);
    }

    /** The same for other topics and another group, answered by the given engine and guarantee. */
    public RoleSettings on(Topics other, String group, String engine, String guarantee) {
        return new RoleSettings(
                client,
                other,
                group,
                network,
                learn,
                keepCheckpoints,
                checkpointDir,
                stateDir,
                instanceId,
                engine,
                guarantee,
                threads,
                sliceImages,
                sliceBytes,
                pollRecords,
                maxImageBytes,
                classifyCommitMillis,
                learnCommitMillis,
                joinLimits);
    }

    /** The configuration of a role that classifies. */
    public AppConfig classifyConfig(String role, Meters meters) {
        return new AppConfig(
                client,
                applicationIdOf(role),
                guarantee,
                stateDir.toString(),
                instanceId,
                threads,
                classifyCommitMillis,
                meters);
    }
}
