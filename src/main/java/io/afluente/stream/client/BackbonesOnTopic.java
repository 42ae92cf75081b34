package io.afluente.stream.client;

import io.afluente.meter.Meters;
import io.afluente.model.BackboneSpec;
import io.afluente.model.MissingBackboneException;
import io.afluente.registry.BackboneArrivals;
import io.afluente.registry.BackboneFolder;
import io.afluente.registry.BackboneManifest;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.stream.topic.KafkaCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The backbones of one network on the topic of models, to a plain client: puts one there in pieces,
 * what is known of it last, and makes a file of one. They are never taken away: a network has few
 * of them, and an old version may be promoted again at any time.
 */
public final class BackbonesOnTopic {
    private final ModelsTopic models;
    private final BackboneFolder folder;

    /**
     * @param folder that files are kept in
     */
    public BackbonesOnTopic(ModelsTopic models, BackboneFolder folder) {
        this.models = models;
        this.folder = folder;
    }

    /**
     * A backbone's file: the folder's, or else made from what is on the topic.
     *
     * @throws MissingBackboneException if it is not there either
     */
    public Path file(BackboneSpec spec) {
        if (folder.find(spec.sha256()).isEmpty()) {
            var arrivals = new BackboneArrivals(models.keys().model(), folder, Meters.none());
            models.read(arrivals::take);
        }
        return folder.file(spec);
    }

    /**
     * Puts a file on the topic, unless all of it is there already, byte for byte; safe to repeat.
     *
     * @param sha256 that it has
     * @return whether it was not there
     */
    public boolean publish(Path file, String sha256) {
        try {
            BackboneManifest manifest = BackboneManifest.of(Files.size(file), sha256);
            boolean missing = !isThere(file, manifest);
            if (missing) {
                send(file, manifest);
            }
            return missing;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    private boolean isThere(Path file, BackboneManifest manifest) throws IOException {
        try (BackboneOnTopic there = new BackboneOnTopic(file, manifest)) {
            models.read(
                    (key, value) ->
                            models.keys()
                                    .backboneOf(key)
                                    .filter(of -> of.sha256().equals(manifest.sha256()))
                                    .ifPresent(of -> there.take(of, value)));
            return there.isWhole();
        }
    }

    private void send(Path file, BackboneManifest manifest) throws IOException {
        ModelKeys keys = models.keys();
        try (InputStream in = Files.newInputStream(file);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(
                                models.client(),
                                new StringSerializer(),
                                new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < manifest.chunks(); i++) {
                byte[] piece = in.readNBytes(Manifest.CHUNK_BYTES);
                String key = keys.backboneChunk(manifest.sha256(), i);
                sent.add(producer.send(record(key, piece)));
            }
            String key = keys.backbone(manifest.sha256());
            sent.add(producer.send(record(key, manifest.toJson())));
            sent.forEach(KafkaCalls::await);
        }
    }

    private ProducerRecord<String, byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(
                models.partition().topic(), models.partition().partition(), key, value);
    }
}
