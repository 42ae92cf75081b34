package io.afluente.stream.client;

import io.afluente.learn.CheckpointDecision;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.Author;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.Signer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The learner's checkpoints on the topics of models and of learner states: puts new ones there, and
 * takes old ones away. The last few stay, and the ones that answer, are pinned or are the best so
 * far, and for each of these its parent, and the version to go back to: the last before it that the
 * gate let pass.
 */
public final class PublishedCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedCheckpoints.class);
    private static final String POINTER_KEY = "candidate";

    /** Writes one record to a topic; a null value takes it away. */
    public interface Out {
        void put(String key, byte[] value, long timestamp);
    }

    private final ModelKeys keys;
    private final int keep;
    private final Signer signer;
    private final KeyValueStore<String, byte[]> store;
    private final ReadOnlyKeyValueStore<String, byte[]> models;
    private final Out out;
    private final Out states;
    private final LongSupplier now;
    private boolean pointed;

    /**
     * @param model name of the network
     * @param keep how many of the latest stay at least
     * @param signer signs what is put there
     * @param store of the learner: the list of what is there is part of its state
     * @param models the topic as it is, for the operator's pin
     * @param out writes to the topic of models
     * @param states writes to that of learner states
     * @param now the time of the wall, for the pointers that are signed
     */
    public PublishedCheckpoints(
            String model,
            int keep,
            Signer signer,
            KeyValueStore<String, byte[]> store,
            ReadOnlyKeyValueStore<String, byte[]> models,
            Out out,
            Out states,
            LongSupplier now) {
        this.keys = new ModelKeys(model);
        this.keep = keep;
        this.signer = signer;
        this.store = store;
        this.models = models;
        this.out = out;
        this.states = states;
        this.now = now;
    }

    /**
     * Puts a checkpoint on the topic, points to the one that is to serve, and takes away what is no
     * longer needed.
     */
    public void publish(CheckpointDecision cut, long timestamp) {
        PublishedList list = PublishedList.of(store);
        list.add(put(cut.checkpoint(), timestamp));
        pointTo(list.nameOnTopic(cut.candidate()), timestamp);
        for (PublishedList.Entry old : list.dropAllBut(keep, wanted(cut, list))) {
            takeAway(old, timestamp);
        }
        list.writeTo(store);
    }

    /** Whether the topic says which version is to serve, and has it; or is about to. */
    public boolean isServing() {
        return pointed || pointer(keys.candidate()).filter(this::isThere).isPresent();
    }

    private boolean isThere(String version) {
        return models.get(keys.manifest(version)) != null;
    }

    /**
     * Puts versions that were lost on the topic, and points to one of them.
     *
     * @param versions those that were published, or copies of them
     * @param candidate the one that is to serve, as it was called
     */
    public void putBack(List<Checkpoint> versions, String candidate, long timestamp) {
        PublishedList list = PublishedList.of(store);
        list.retain(this::isThere);
        for (Checkpoint version : versions) {
            list.putBack(put(version, timestamp));
        }
        list.writeTo(store);
        store.delete(POINTER_KEY);
        pointTo(list.nameOnTopic(candidate), timestamp);
    }

    private Manifest put(Checkpoint checkpoint, long timestamp) {
        Manifest manifest = signer.sign(Manifest.of(checkpoint));
        put(states, manifest, checkpoint.learner(), timestamp);
        put(out, manifest, checkpoint.bytes(), timestamp);
        out.put(keys.manifest(manifest.version()), manifest.toJson(), timestamp);
        return manifest;
    }

    private void put(Out topic, Manifest manifest, byte[] bytes, long timestamp) {
        List<byte[]> chunks = Manifest.split(bytes);
        for (int i = 0; i < chunks.size(); i++) {
            topic.put(keys.chunk(manifest.version(), i), chunks.get(i), timestamp);
        }
    }

    /** Points to a version, unless the last pointer did: a held checkpoint changes nothing. */
    private void pointTo(String version, long timestamp) {
        Pointer pointer = new Pointer(version);
        byte[] told = pointer.toJson();
        if (!Arrays.equals(told, store.get(POINTER_KEY))) {
            out.put(keys.candidate(), signed(pointer).toJson(), timestamp);
            store.put(POINTER_KEY, told);
            pointed = true;
        }
    }

    private Pointer signed(Pointer pointer) {
        if (!signer.signsPointers()) {
            return pointer;
        }
        Pointer before = Pointer.orNull(models.get(keys.candidate()));
        Instant at = Instant.ofEpochMilli(now.getAsLong());
        Pointer decided = pointer.decided(Author.LEARNER.decide(at, before));
        return signer.sign(keys.candidate(), decided);
    }

    private void takeAway(PublishedList.Entry old, long timestamp) {
        out.put(keys.manifest(old.version()), null, timestamp);
        takeAway(out, old.version(), old.chunks(), timestamp);
        takeAway(states, old.version(), old.stateChunks(), timestamp);
    }

    private void takeAway(Out topic, String version, int chunks, long timestamp) {
        for (int i = 0; i < chunks; i++) {
            topic.put(keys.chunk(version, i), null, timestamp);
        }
    }

    private Set<String> wanted(CheckpointDecision cut, PublishedList list) {
        Set<String> wanted = new HashSet<>();
        wanted.add(list.nameOnTopic(cut.candidate()));
        wanted.add(list.nameOnTopic(cut.champion()));
        for (String key : List.of(keys.pin(), keys.shadow(), keys.challenger())) {
            pointer(key).ifPresent(wanted::add);
        }
        return wanted;
    }

    private Optional<String> pointer(String key) {
        try {
            return Pointer.read(models.get(key)).map(Pointer::version);
        } catch (BadNetworkException e) {
            LOG.warn("Passed over {}: {}", key, e.getMessage());
            return Optional.empty();
        }
    }
}
