package io.afluente.learn;

import io.afluente.evaluate.DriftMethod;
import io.afluente.image.EnumNames;
import io.afluente.learn.drift.DriftSettings;
import io.afluente.learn.gate.GateSettings;
import io.afluente.model.BackboneSpec;
import io.afluente.model.NetworkSpec;
import io.afluente.registry.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that steers a learner, as a text of named values and its hash: its settings, its
 * network, and the number of the {@link LearningRules}. A state or a version under another hash is
 * not this learner's.
 *
 * <p>The text must outlive the program: names are those of the settings, written here as literals,
 * and no class's {@code toString} is part of it. A value is left out where it is what every program
 * did before the setting was there.
 *
 * <p>To add a setting that steers learning, add a line here: its name, its value, and the value
 * that changes nothing for those who learned before. That last value stays for ever, even if the
 * setting's default changes later.
 */
final class LearnerIdentity {
    private static final int HASH_DIGITS = 16;

    /** What detectors were told before it was a setting; of later ones, all is written. */
    private static final Map<String, String> FIXED =
            Map.of(
                    "adwin delta", "0.002",
                    "adwin check-every", "32",
                    "ddm min-examples", "3000",
                    "ddm warning", "2",
                    "ddm drift", "3",
                    "page-hinkley min-examples", "30",
                    "page-hinkley delta", "0.005",
                    "page-hinkley lambda", "50",
                    "page-hinkley alpha", "0.9999");

    private final String settings;
    private final Optional<String> hashOf010;

    LearnerIdentity(LearnSettings settings, NetworkSpec network) {
        NamedValues values = new NamedValues();
        network(values, network);
        learning(values, settings);
        practice(values, settings.practice());
        drift(values, settings.drift());
        gate(values, settings.gate());
        this.settings = values.text();
        this.hashOf010 =
                IdentityOf010.text(settings, network, values.names()).map(LearnerIdentity::hash);
    }

    /** All named values, a line for each. */
    String text() {
        return text(LearningRules.CURRENT);
    }

    private String text(LearningRules rules) {
        return settings + "rules=" + rules.number() + "\n";
    }

    /** What states and versions of this learner carry. */
    String hash() {
        return hash(text());
    }

    /** The same once labels were added: a program that does not know of that must not go on. */
    String hashWithLabels() {
        return hash(text(LearningRules.ADDED_LABELS));
    }

    /** What those of version 0.1.0 carry; empty if it did not know all of these settings. */
    Optional<String> hashOf010() {
        return hashOf010;
    }

    /**
     * Whether a state or a version that carries this hash is of this learner, by rules it knows.
     */
    boolean covers(String given) {
        return Stream.concat(
                        Arrays.stream(LearningRules.values()).map(rules -> hash(text(rules))),
                        hashOf010.stream())
                .anyMatch(known -> known.equals(given));
    }

    private static void network(NamedValues values, NetworkSpec network) {
        values.put("model", network.name());
        values.put(
                "input",
                "%sx%sx%s"
                        .formatted(
                                network.input().height(),
                                network.input().width(),
                                network.input().channels()));
        values.put("labels", quoted(network.labels()));
        values.put("mean", numbers(network.normalisation().mean()));
        values.put("deviation", numbers(network.normalisation().deviation()));
        values.put("network", onOneLine(network.configuration()));
        values.put("backbone", network.backbone().map(LearnerIdentity::backbone).orElse(""), "");
    }

    private static String backbone(BackboneSpec of) {
        return "%s %s %s %d %dx%dx%d %s %s %s %s %s"
                .formatted(
                        of.sha256(),
                        of.input(),
                        of.output(),
                        of.embedding(),
                        of.picture().height(),
                        of.picture().width(),
                        of.picture().channels(),
                        EnumNames.of(of.resizing()),
                        EnumNames.of(of.layout()),
                        EnumNames.of(of.channels()),
                        numbers(of.normalisation().mean()),
                        numbers(of.normalisation().deviation()));
    }

    private static void learning(NamedValues values, LearnSettings settings) {
        values.put("batch-size", settings.batchSize(), 64);
        values.put("checkpoint-every", settings.checkpointEvery(), 20);
        values.put("seed", settings.seed(), 1);
        values.put("window", settings.window(), 1000);
        values.put("fading", settings.fading(), 0.01);
    }

    private static void practice(NamedValues values, TrainingSettings practice) {
        values.put("steps", practice.steps(), 1);
        values.put("replay", practice.replays(), 1);
        values.put("memory", practice.memory(), 4000);
        values.put("average", practice.averageDecay(), 0.998);
        values.put("rate", practice.rate().shape(), "constant");
        values.put("rate-examples", practice.rate().examples(), 60_000);
        values.put("rate-warm-up", practice.rate().warmUp(), 0);
        values.put("shards", practice.shards().count(), 1);
    }

    private static void drift(NamedValues values, DriftSettings drift) {
        Optional<DriftMethod> detector = drift.detector();
        values.put("drift-detector", detector.map(EnumNames::of).orElse("none"), "adwin");
        values.put("drift-warm-up", drift.warmUp(), 2000);
        values.put("drift-action", drift.action(), "none");
        values.put("drift-cool-down", drift.coolDown(), 5000);
        values.put("drift-raise", drift.raise(), 2);
        values.put("drift-parameters", detector.map(d -> parameters(d, drift)).orElse(""), "");
    }

    private static String parameters(DriftMethod detector, DriftSettings drift) {
        NamedValues values = new NamedValues();
        detector.parameters(drift.parameters())
                .forEach(
                        (name, value) ->
                                values.put(
                                        name,
                                        NamedValues.shortest(value),
                                        FIXED.getOrDefault(
                                                EnumNames.of(detector) + " " + name, "")));
        return values.text().strip().replace('\n', ',');
    }

    private static void gate(NamedValues values, GateSettings gate) {
        if (!gate.on()) {
            values.put("gate", "off");
            return;
        }
        values.put("held-out", gate.share(), 0.05);
        values.put("gate-recent", gate.recent(), 400);
        values.put("gate-all", gate.all(), 600);
        values.put("gate-least", gate.least(), 200);
        values.put("gate-tolerance", gate.tolerance(), 0.02);
    }

    private static String quoted(List<String> labels) {
        return labels.stream()
                .map(label -> label.replace("\\", "\\\\").replace("\"", "\\\""))
                .map(label -> "\"" + label.replace("\n", "\\n").replace("\r", "\\r") + "\"")
                .collect(Collectors.joining(","));
    }

    private static String numbers(List<Float> values) {
        return values.stream().map(NamedValues::shortest).collect(Collectors.joining(","));
    }

    /** JSON without its indentation. */
    private static String onOneLine(String json) {
        return json.lines().map(String::strip).collect(Collectors.joining());
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    }
}
