package io.afluente.service;

import io.afluente.registry.ModelKeys;
import io.afluente.setting.UserException;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.compare.ReadSoFar;
import io.afluente.stream.topic.Topics;
import org.apache.kafka.clients.admin.Admin;

/** Says whether topics and groups on a cluster are a service's own. */
public final class Ownership {
    private final RoleSettings settings;
    private final Topics topics;

    public Ownership(RoleSettings settings) {
        this.settings = settings;
        this.topics = settings.topics();
    }

    /** Two networks on the same topics would answer and teach each other's images. */
    public void refuseOtherModels() {
        String model = settings.network().name();
        ModelsTopic models = new ModelsTopic(settings.client(), topics, model);
        models.read().records().keySet().stream()
                .flatMap(key -> ModelKeys.ofCandidate(key).stream())
                .filter(other -> !other.equals(model))
                .findFirst()
                .ifPresent(
                        other -> {
                            throw new UserException(otherModel(other));
                        });
    }

    private String otherModel(String other) {
        return "the topic %s is that of the network %s: %s on the same topics would learn and answer its images too. Give %s topics of its own: topics create --topic-prefix NAME-, then serve --topic-prefix NAME-, or names of their own by --topic. Or have both share them: --other-models allow"
                .formatted(
                        topics.models(),
                        other,
                        settings.network().name(),
                        settings.network().name());
    }

    /**
     * Refuses to start where 0.1.0 has read for this service under another id: all would be read a
     * second time.
     */
    public void refuseToBeginAnew(String role) {
        String id = settings.applicationIdOf(role);
        if (topics.prefix().isEmpty() || settings.streams().groups().isGiven(role)) {
            return;
        }
        String former = id.substring(topics.prefix().length());
        try (Admin admin = Admin.create(settings.client())) {
            ReadSoFar read = new ReadSoFar(admin, topics);
            if (read.hasNothingOf(id)) {
                read.topicReadBy(former)
                        .ifPresent(
                                topic -> {
                                    throw new UserException(former(role, id, former, topic));
                                });
            }
        }
    }

    private static String former(String role, String id, String former, String topic) {
        String anew =
                role.equals("learn")
                        ? "--from VERSION"
                        : "kafka-consumer-groups.sh --bootstrap-server … --delete-offsets --group %s --topic %s"
                                .formatted(former, topic);
        return "%s: %s was read as %s before; 0.1.0 left the prefix of the topics out of its ids. Go on as that: --id-prefix none. Or begin again as %s: %s"
                .formatted(role, topic, former, id, anew);
    }
}
