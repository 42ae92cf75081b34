package io.afluente.cli.bench;

import io.afluente.cli.role.RoleSettings;
import io.afluente.image.LabeledImage;
import io.afluente.stream.ImageRecords;
import io.afluente.stream.KafkaCalls;
import io.afluente.stream.RecordSender;
import io.afluente.stream.TopicAdmin;
import io.afluente.stream.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A broker with topics of its own for each measurement, so that none disturbs another. */
final class Lab {
    private final RoleSettings defaults;
    private final Path folder;
    private final List<LabeledImage> pictures;
    private int experiments;

    /**
     * One measurement's own topics.
     *
     * @param settings the defaults of {@code serve}, on these topics
     */
    record Bench(RoleSettings settings) {
        Topics topics() {
            return settings.topics();
        }

        Map<String, Object> client() {
            return settings.client();
        }
    }

    Lab(RoleSettings defaults, Path folder, List<LabeledImage> pictures) {
        this.defaults = defaults;
        this.folder = folder;
        this.pictures = pictures;
    }

    /** New, empty topics and a new group. */
    Bench next(String engine, String guarantee) {
        String name = "bench" + experiments++ + "-";
        Topics topics = Topics.withPrefix(name);
        try (Admin admin = Admin.create(defaults.client())) {
            new TopicAdmin(admin, topics).create(Optional.empty(), Optional.empty());
        }
        return new Bench(
                defaults.on(topics, name + "app", engine, guarantee).within(folder.resolve(name)));
    }

    /** Puts pictures on the topic of images. */
    void fillImages(Bench bench, int count) {
        fill(bench, count, false);
    }

    /** Puts labelled pictures on the topic to learn from. */
    void fillLabeled(Bench bench, int count) {
        fill(bench, count, true);
    }

    LabeledImage picture(int number) {
        return pictures.get(number % pictures.size());
    }

    /** How many records of a topic a group has committed to have read. */
    static long committed(Admin admin, String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                KafkaCalls.await(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return offsets.entrySet().stream()
                .filter(e -> e.getKey().topic().equals(topic) && e.getValue() != null)
                .mapToLong(e -> e.getValue().offset())
                .sum();
    }

    private void fill(Bench bench, int count, boolean labeled) {
        String topic = labeled ? bench.topics().labeledImages() : bench.topics().images();
        ImageRecords records = new ImageRecords(topic, ImageRecords.Format.RAW);
        try (RecordSender sender =
                new RecordSender(bench.client(), bench.topics().file(topic).maxMessageBytes())) {
            for (int i = 0; i < count; i++) {
                String id = Integer.toString(i);
                sender.send(
                        labeled ? records.of(id, picture(i)) : records.of(id, picture(i).image()));
            }
            sender.flush();
        }
    }
}
