package io.afluente.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.afluente.model.SavedNetwork;
import io.afluente.model.file.ParametersHash;
import java.util.List;
import java.util.Optional;

/**
 * Where a checkpoint comes from: enough to learn it again from the log and get the same bits.
 *
 * @param parent the version that learning went on from, or the name of the file that a line was
 *     begun from; null for a first version
 * @param topic the labelled stream; null for a version that was not learned from one
 * @param partition of the labelled stream
 * @param fromOffset the first offset after the parent's cut
 * @param nextOffset the first offset that is not part of this checkpoint
 * @param examples seen by the whole line so far
 * @param steps taken by the whole line so far
 * @param settingsHash of everything that steers learning
 * @param seed of all randomness
 * @param code the version of this program
 * @param runtime what else the bits depend on: backend, native library, threads, Java
 * @param prequentialAccuracy over all examples of the line at the cut
 * @param parametersSha256 of the parameters that serve, in DL4J's order, as big-endian floats
 * @param origin what the last order since the parent that changed it made learning go on from: a
 *     version, or a seed; null where there was none
 * @param verdict of the gate; null for a version that met none
 * @param rules the lowest number of the rules of learning that anything since the parent was
 *     learned by; null means 1, for 0.1.0 wrote none
 * @param rulesSince the first offset from which the line was learned by no other rules than the
 *     last; null where that is the beginning of the line
 * @param addedLabels the labels that came to those of the line's beginning, in order; null where
 *     none did
 * @param learnerState what only a learner needs of the version, which travels apart; null where
 *     there is nothing of the kind, and in 0.1.0, where it is part of the checkpoint's bytes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lineage(
        String parent,
        String topic,
        int partition,
        long fromOffset,
        long nextOffset,
        long examples,
        long steps,
        String settingsHash,
        long seed,
        String code,
        String runtime,
        double prequentialAccuracy,
        String parametersSha256,
        String origin,
        Verdict verdict,
        Integer rules,
        Long rulesSince,
        List<String> addedLabels,
        Digest learnerState) {
    private static final int UNWRITTEN_RULES = 1;

    /**
     * Of a network that no stream has taught yet.
     *
     * @param source the version or the file that it was taken from; null for neither
     */
    public static Lineage beginning(
            String source, SavedNetwork network, long seed, String code, String runtime) {
        return new Lineage(
                source,
                null,
                0,
                0,
                0,
                0,
                network.steps(),
                null,
                seed,
                code,
                runtime,
                0,
                ParametersHash.sha256(network.parameters()),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What was learned, without the names that it was given and the program that gave them. */
    public Lineage learned() {
        return new Lineage(
                null,
                topic,
                partition,
                fromOffset,
                nextOffset,
                examples,
                steps,
                null,
                seed,
                null,
                null,
                prequentialAccuracy,
                parametersSha256,
                origin,
                verdict,
                rules,
                rulesSince,
                addedLabels,
                null);
    }

    /** The same of a version with these labels after those of the model's folder. */
    public Lineage withAdded(List<String> labels) {
        return with(labels.isEmpty() ? null : List.copyOf(labels), learnerState);
    }

    /** The same of a version with this to travel apart. */
    Lineage with(Optional<Digest> apart) {
        return with(addedLabels, apart.orElse(null));
    }

    private Lineage with(List<String> labels, Digest apart) {
        return new Lineage(
                parent,
                topic,
                partition,
                fromOffset,
                nextOffset,
                examples,
                steps,
                settingsHash,
                seed,
                code,
                runtime,
                prequentialAccuracy,
                parametersSha256,
                origin,
                verdict,
                rules,
                rulesSince,
                labels,
                apart);
    }

    /** Whether it begins a line: no stream has taught it yet. */
    @JsonIgnore
    public boolean isFirst() {
        return topic == null;
    }

    /** Whether the gate held it back. */
    @JsonIgnore
    public boolean isHeld() {
        return verdict != null && !verdict.passed();
    }

    /** The number of the rules of learning, written or not. */
    public int rulesNumber() {
        return rules == null ? UNWRITTEN_RULES : rules;
    }

    /** Whether all between an offset and this version was learned by the rules of one number. */
    public boolean learnedBy(int number, long from) {
        return rulesNumber() == number && (rulesSince == null || from >= rulesSince);
    }

    /** The labels that came to those of the line's beginning. */
    public List<String> labelsAdded() {
        return addedLabels == null ? List.of() : addedLabels;
    }

    /** The version that it came from, where it came from one. */
    public Optional<Version> parentVersion() {
        return Optional.ofNullable(parent).flatMap(Version::ifOne);
    }

    public byte[] toJson() {
        return RegistryJson.write(this);
    }

    public static Lineage fromJson(byte[] json) {
        return RegistryJson.read(json, Lineage.class, "lineage");
    }
}
