package io.afluente.stream.client;

import io.afluente.meter.Meters;
import io.afluente.registry.Author;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Decision;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.PointerGuard;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topic of models to a plain client: reads it as a whole, and puts records on it. What only a
 * learner needs of a version goes to a topic of its own, and comes from there when it is asked for.
 */
public final class ModelsTopic {
    private final Map<String, Object> client;
    private final TopicPartition partition;
    private final LearnerStates states;
    private final ModelKeys keys;
    private final Signer signer;
    private final Optional<Author> author;

    /**
     * What the topic held when it was read to its end.
     *
     * @param records the latest value by key, without those taken away
     * @param lastOffset of the last record; -1 for an empty topic
     */
    public record Content(Map<String, byte[]> records, long lastOffset) {}

    /**
     * @param client configuration of any Kafka client
     * @param model whose records are written here
     */
    public ModelsTopic(Map<String, Object> client, Topics topics, String model) {
        this(client, topics, model, Signer.none());
    }

    /**
     * @param signer signs what is put here, and says which versions may be taken
     */
    public ModelsTopic(Map<String, Object> client, Topics topics, String model, Signer signer) {
        this.client = Map.copyOf(client);
        this.partition = new TopicPartition(topics.models(), 0);
        this.keys = new ModelKeys(model);
        this.states = new LearnerStates(client, topics.learnerStates(), keys);
        this.signer = signer;
        this.author = Optional.empty();
    }

    private ModelsTopic(ModelsTopic like, Author author) {
        this.client = like.client;
        this.partition = like.partition;
        this.keys = like.keys;
        this.states = like.states;
        this.signer = like.signer;
        this.author = Optional.of(author);
    }

    /** The same, whose pointers say who has written them. */
    public ModelsTopic by(Author author) {
        return new ModelsTopic(this, author);
    }

    /** Whom brokers take its clients for, as far as their configuration tells. */
    public Optional<String> principal() {
        return ClientPrincipal.of(client);
    }

    Map<String, Object> client() {
        return client;
    }

    TopicPartition partition() {
        return partition;
    }

    ModelKeys keys() {
        return keys;
    }

    /** Reads all that is committed but for backbones. */
    public Content read() {
        return read((key, value) -> {});
    }

    /**
     * The same.
     *
     * @param backbones is handed the records of backbones, of whichever network, one by one: they
     *     are not among what is kept
     */
    public Content read(BiConsumer<String, byte[]> backbones) {
        try (ModelsReading reading = reading()) {
            return reading.readOn(backbones);
        }
    }

    /** Reads from the beginning, and then on whenever it is asked. */
    public ModelsReading reading() {
        return new ModelsReading(client, partition, new PointerGuard(keys, signer, Meters.none()));
    }

    /** The network's versions and pointers, as far as they are committed. */
    public Catalog catalog() {
        return new Catalog(keys, read().records(), signer);
    }

    /**
     * A version with what only a learner needs.
     *
     * @return empty where that is not on its topic any more
     * @throws io.afluente.model.BadNetworkException if what is there belongs to another version
     */
    public Optional<Checkpoint> whole(Checkpoint checkpoint) {
        return checkpoint.isWhole() ? Optional.of(checkpoint) : states.find(checkpoint);
    }

    /** Puts a checkpoint on the topic and makes it the candidate; safe to repeat. */
    public void publish(Checkpoint checkpoint) {
        List<ProducerRecord<String, byte[]>> records = recordsOf(checkpoint);
        records.add(pointer(keys.candidate(), to(checkpoint.version())));
        send(records);
    }

    /** Puts a checkpoint on the topic, and leaves the pointers as they are; safe to repeat. */
    public void put(Checkpoint checkpoint) {
        send(recordsOf(checkpoint));
    }

    /** Has every classifier answer by this version, whatever the learner puts forward. */
    public void pin(Version version) {
        point(keys.pin(), to(version));
    }

    /** Has every classifier answer by what the learner puts forward. */
    public void unpin() {
        point(keys.pin(), Pointer.none());
    }

    /** Has this version answer in the shadow of the one that serves. */
    public void shadow(Version version) {
        point(keys.shadow(), to(version));
    }

    /** Has no version answer in the shadow any more. */
    public void endShadow() {
        point(keys.shadow(), Pointer.none());
    }

    /** Has this version answer a share of the keys in place of the one that serves. */
    public void challenge(Version version, double share) {
        point(keys.challenger(), new Pointer(version.toString(), share));
    }

    /** Has the version that serves answer all images again. */
    public void endChallenge() {
        point(keys.challenger(), Pointer.none());
    }

    private List<ProducerRecord<String, byte[]>> recordsOf(Checkpoint checkpoint) {
        Manifest manifest = signer.sign(Manifest.of(checkpoint));
        List<byte[]> chunks = Manifest.split(checkpoint.bytes());
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(states.of(checkpoint));
        for (int i = 0; i < chunks.size(); i++) {
            records.add(record(keys.chunk(manifest.version(), i), chunks.get(i)));
        }
        records.add(record(keys.manifest(manifest.version()), manifest.toJson()));
        return records;
    }

    private static Pointer to(Version version) {
        return new Pointer(version.toString());
    }

    private void point(String key, Pointer pointer) {
        send(List.of(pointer(key, pointer)));
    }

    private ProducerRecord<String, byte[]> pointer(String key, Pointer pointer) {
        Pointer decided = author().map(by -> pointer.decided(decide(by, key))).orElse(pointer);
        return record(key, signer.sign(key, decided).toJson());
    }

    /** What is signed says when it was decided: an old pointer can't be written again. */
    private Optional<Author> author() {
        return author.or(
                () -> signer.signsPointers() ? Optional.of(Author.LEARNER) : Optional.empty());
    }

    private Decision decide(Author by, String key) {
        byte[] before = read().records().get(key);
        return by.decide(Instant.now(), Pointer.orNull(before));
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            List<? extends Future<?>> sent = records.stream().map(producer::send).toList();
            sent.forEach(KafkaCalls::await);
        }
    }

    private ProducerRecord<String, byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(partition.topic(), partition.partition(), key, value);
    }
}
