package io.afluente.cli.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.cli.error.ExitCode;
import io.afluente.cli.models.signing.SignatureCheck;
import io.afluente.cli.option.AtLeastOne;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.SettingOptions;
import io.afluente.cli.output.ResultFormat;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Engine;
import io.afluente.model.engine.BackboneEngine;
import io.afluente.model.engine.Engines;
import io.afluente.model.file.ParametersHash;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.setting.Settings;
import io.afluente.setting.TopicNames;
import io.afluente.setting.UserException;
import io.afluente.stream.client.BackbonesOnTopic;
import io.afluente.stream.client.PredictionAudit;
import io.afluente.stream.client.RecordLookup;
import io.afluente.stream.client.RecordSample;
import io.afluente.stream.client.TopicReader;
import io.afluente.stream.client.TopicReader.From;
import io.afluente.stream.record.ImageCodec;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks that versions are whole, and that recorded predictions can be computed again. */
@Command(
        name = "verify",
        description = {
            "Check that the versions on the topic of models are whole and are what they say.",
            "With --predictions also compute a sample of recorded predictions again."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente models verify",
            "  afluente models verify --signature --trusted-key-files keys/learner.pub",
            "  afluente models verify --predictions --sample 5000 --json"
        })
final class ModelsVerify implements Callable<Integer> {
    private static final int FAULTS_SHOWN = 10;

    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private SettingOptions options;
    @Mixin private ResultFormat format;

    @Option(
            names = "--predictions",
            description =
                    "Compute predictions again from their images and versions, and compare them"
                            + " bit for bit.")
    private boolean predictions;

    @Option(
            names = "--signature",
            description =
                    "Check, too, that every version and every pointer is signed by a key that"
                            + " counts.")
    private boolean signature;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "1000",
            converter = AtLeastOne.class,
            description = "Predictions to compute again, at most. Default: ${DEFAULT-VALUE}")
    private int sample;

    private final ObjectNode result = JsonNodeFactory.instance.objectNode();
    private final List<String> faults = new ArrayList<>();
    private TopicBackbones backbones;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Versions versions = Versions.of(cluster, settings);
        verify(versions);
        if (signature) {
            verifySignatures(versions);
        }
        if (predictions) {
            verifyPredictions(
                    Roles.of(settings, cluster.client(), TopicNames.read(settings)), versions);
        }
        if (format.isJson()) {
            out().println(result);
        }
        if (!faults.isEmpty()) {
            throw new UserException(
                    "%,d things are not as they should be:%n  %s"
                            .formatted(
                                    faults.size(),
                                    String.join(
                                            "%n  ".formatted(),
                                            faults.subList(
                                                    0, Math.min(FAULTS_SHOWN, faults.size())))));
        }
        return ExitCode.OK;
    }

    private void verify(Versions versions) {
        backbones = new TopicBackbones(versions.topic());
        List<Manifest> manifests = versions.catalog().manifests();
        for (Manifest manifest : manifests) {
            verify(manifest, versions);
        }
        result.put("versions", manifests.size());
        say(
                "%,d versions of %s, %,d of them whole%n",
                manifests.size(), versions.model(), manifests.size() - faults.size());
    }

    private void verify(Manifest manifest, Versions versions) {
        try {
            versions.catalog()
                    .checkpoint(Version.parse(manifest.version()))
                    .ifPresentOrElse(
                            checkpoint -> verify(checkpoint, versions),
                            () -> faults.add(manifest.version() + ": a chunk is missing"));
        } catch (BadNetworkException e) {
            faults.add(e.getMessage());
        }
    }

    private void verify(Checkpoint checkpoint, Versions versions) {
        if (!versions.isWholeOnTopic(checkpoint)) {
            faults.add(checkpoint.version() + ": its learner's state is missing");
        }
        String sha256 = ParametersHash.sha256(checkpoint.network().parameters());
        if (!sha256.equals(checkpoint.lineage().parametersSha256())) {
            faults.add(checkpoint.version() + ": its parameters are not those of its lineage");
        }
        checkpoint
                .network()
                .spec()
                .backbone()
                .filter(backbone -> !backbones.has(backbone))
                .ifPresent(
                        backbone ->
                                faults.add(
                                        "%s: its backbone %s is not on the topic as a whole"
                                                .formatted(
                                                        checkpoint.version(), backbone.sha256())));
    }

    private void verifySignatures(Versions versions) {
        SignatureCheck check = versions.signatures();
        result.put("signed", check.signed());
        result.put("unsigned", check.faults().size());
        say(
                "%,d versions and pointers are signed by a key that counts, %,d are not%n",
                check.signed(), check.faults().size());
        // an unsigned version is among the faults already
        check.faults().stream().filter(fault -> !faults.contains(fault)).forEach(faults::add);
    }

    private void verifyPredictions(RoleSettings roles, Versions versions) {
        String topic = cluster.topics().predictions();
        cluster.require(topic);
        Map<String, Object> client = cluster.client();
        try (TopicReader reader = new TopicReader(client, topic, From.BEGINNING);
                RecordLookup images = new RecordLookup(client)) {
            List<ConsumerRecord<byte[], byte[]>> drawn =
                    RecordSample.of(reader, sample, roles.learn().seed());
            ImageCodec codec = roles.codec();
            report(
                    new PredictionAudit(
                                    codec,
                                    versions::find,
                                    (name, most) -> engine(name, roles, versions, most))
                            .run(drawn, images::find));
        }
    }

    private static Engine engine(String name, RoleSettings roles, Versions versions, int most) {
        String engine = name == null ? roles.classify().steadyEngine() : name;
        var backbones = new BackbonesOnTopic(versions.topic(), roles.backbones());
        return new BackboneEngine(Engines.of(engine, most), backbones::file);
    }

    private void report(PredictionAudit.Report report) {
        result.put("same", report.same());
        result.put("different", report.different().size());
        result.put("unchecked", report.unchecked().size());
        say(
                "%,d predictions come out the same bit for bit, %,d differ, %,d can't be checked%n",
                report.same(), report.different().size(), report.unchecked().size());
        Stream.concat(report.different().stream(), report.unchecked().stream())
                .map(
                        f ->
                                "%s of %s by %s: %s"
                                        .formatted(
                                                f.prediction(), f.image(), f.version(), f.what()))
                .forEach(faults::add);
    }

    private void say(String line, Object... values) {
        if (!format.isJson()) {
            out().printf(line, values);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
