package io.afluente.cli.models;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.model.BackboneSpec;
import io.afluente.registry.Catalog;
import io.afluente.registry.Digest;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.Pointer;
import io.afluente.registry.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes versions for people, or as JSON. */
final class ModelLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintWriter out;
    private final Catalog catalog;
    private final PointerLines pointers;
    private long count;

    ModelLines(PrintWriter out, Catalog catalog) {
        this.out = out;
        this.catalog = catalog;
        this.pointers = new PointerLines(catalog);
    }

    void entry(Manifest manifest) {
        if (count++ > 0) {
            out.println();
        }
        String states = String.join(", ", states(manifest));
        out.println((manifest.version() + "  " + states).stripTrailing());
        new ModelChange(manifest.lineage(), parentOf(manifest))
                .lines()
                .forEach(line -> out.println("  " + line));
        pointers.of(manifest.version()).forEach(line -> out.println("  " + line));
    }

    private Lineage parentOf(Manifest manifest) {
        return manifest.lineage()
                .parentVersion()
                .flatMap(catalog::manifest)
                .map(Manifest::lineage)
                .orElse(null);
    }

    void count() {
        if (count > 0) {
            out.println();
        }
        pointers.ended().forEach(line -> out.println("no " + line));
        out.println(count == 0 ? "no versions of " + catalog.keys().model() : count + " in all");
    }

    /** One line of JSON: the manifest, and what the version does. */
    void json(Manifest manifest) {
        try {
            ObjectNode line = (ObjectNode) JSON.readTree(manifest.toJson());
            Version version = Version.parse(manifest.version());
            line.put("serves", is(catalog.serving(), version));
            line.put("pinned", is(catalog.pin(), version));
            line.put("candidate", is(catalog.candidate(), version));
            line.put("shadow", is(catalog.shadow(), version));
            line.put("challengerShare", shareOf(version));
            pointers.put(manifest.version(), line);
            out.println(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is known of one. */
    void details(Manifest manifest) {
        Lineage lineage = manifest.lineage();
        line("version", manifest.model() + " " + manifest.version());
        line("state", states(manifest).isEmpty() ? "-" : String.join(", ", states(manifest)));
        pointers.of(manifest.version()).forEach(decision -> line("decided", decision));
        line("parent", lineage.parent() == null ? "-" : lineage.parent());
        line("learned from", offsets(lineage).orElse("-"));
        line("examples", "%,d in %,d steps".formatted(lineage.examples(), lineage.steps()));
        line("accuracy", lineage.examples() == 0 ? "-" : accuracy(lineage) + ", prequential");
        line("settings", lineage.settingsHash() == null ? "-" : lineage.settingsHash());
        line("rules", lineage.isFirst() ? "-" : lineage.rulesNumber());
        if (!lineage.labelsAdded().isEmpty()) {
            line("labels added", String.join(", ", lineage.labelsAdded()));
        }
        line("seed", lineage.seed());
        line("code", lineage.code());
        line("runtime", lineage.runtime());
        line("parameters", "SHA-256 " + lineage.parametersSha256());
        line("signature", catalog.signer().tell(manifest));
        line("bytes", "%,d, SHA-256 %s".formatted(manifest.bytes(), manifest.sha256()));
        Digest state = lineage.learnerState();
        if (state != null) {
            line("learner", "%,d bytes, SHA-256 %s".formatted(state.bytes(), state.sha256()));
        }
    }

    /** What a version stands behind. */
    void backbone(BackboneSpec backbone) {
        line("backbone", "SHA-256 " + backbone.sha256());
        line(
                "",
                "%s pictures in, %,d values out"
                        .formatted(backbone.picture(), backbone.embedding()));
    }

    private void line(String name, Object value) {
        out.printf("%-13s %s%n", name, value);
    }

    private List<String> states(Manifest manifest) {
        Version version = Version.parse(manifest.version());
        List<String> states = new ArrayList<>();
        if (is(catalog.serving(), version)) {
            states.add("serves");
        }
        if (is(catalog.pin(), version)) {
            states.add("pinned");
        } else if (is(catalog.candidate(), version) && !is(catalog.serving(), version)) {
            states.add("candidate");
        }
        if (is(catalog.shadow(), version)) {
            states.add("shadow");
        }
        if (shareOf(version) > 0) {
            states.add(
                    String.format(Locale.ROOT, "answers %.1f %% of keys", 100 * shareOf(version)));
        }
        return states;
    }

    private double shareOf(Version version) {
        return catalog.challenger()
                .filter(pointer -> pointer.version().equals(version.toString()))
                .map(Pointer::shareOrNone)
                .orElse(0.0);
    }

    private static boolean is(Optional<Version> pointer, Version version) {
        return pointer.filter(version::equals).isPresent();
    }

    private static String accuracy(Lineage lineage) {
        return String.format(Locale.ROOT, "%.4f", lineage.prequentialAccuracy());
    }

    private static Optional<String> offsets(Lineage lineage) {
        return Optional.ofNullable(lineage.topic())
                .map(
                        topic ->
                                "%s-%d, %,d to %,d"
                                        .formatted(
                                                topic,
                                                lineage.partition(),
                                                lineage.fromOffset(),
                                                lineage.nextOffset() - 1));
    }
}
