package io.afluente.stream.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class TopicAdminIT {
    @Test
    void shouldCreateTopicsAsTheirFilesSayAndOnlyOnce(TestCluster cluster) {
        try (Admin admin = Admin.create(cluster.client())) {
            var topics = new TopicAdmin(admin, cluster.topics());

            assertThat(topics.create(Optional.empty(), Optional.empty()))
                    .isEqualTo(cluster.topics().names());
            assertThat(topics.differences()).isEmpty();
            assertThat(topics.create(Optional.of(9), Optional.empty())).isEmpty();
            assertThat(topics.states().get(cluster.topics().images()).partitions()).isEqualTo(4);
        }
    }

    @Test
    void shouldGivePredictionsThePartitionsOfImages(TestCluster cluster) {
        try (Admin admin = Admin.create(cluster.client())) {
            var topics = new TopicAdmin(admin, cluster.topics());

            topics.create(Optional.of(6), Optional.of(1));

            var states = topics.states();
            assertThat(states.get(cluster.topics().images()).partitions()).isEqualTo(6);
            assertThat(states.get(cluster.topics().predictions()).partitions()).isEqualTo(6);
            assertThat(states.get(cluster.topics().labeledImages()).partitions()).isEqualTo(1);
        }
    }

    @Test
    void shouldFindWhatSomebodyElseCreatedDifferently(TestCluster cluster) {
        String name = cluster.topics().labeledImages();
        try (Admin admin = Admin.create(cluster.client())) {
            var others = List.of(new NewTopic(name, Optional.of(2), Optional.empty()));
            KafkaCalls.await(admin.createTopics(others).all());
            var topics = new TopicAdmin(admin, cluster.topics());

            topics.create(Optional.empty(), Optional.empty());

            assertThat(topics.differences())
                    .contains(name + ": has 2 partitions, needs exactly 1")
                    .anyMatch(line -> line.startsWith(name + ": max.message.bytes is 1048588"));
        }
    }
}
