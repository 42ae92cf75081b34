package io.afluente.service;

import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.learn.LearnSettings;
import io.afluente.meter.Meters;
import io.afluente.model.Engine;
import io.afluente.model.NetworkSpec;
import io.afluente.model.engine.BackboneEngine;
import io.afluente.model.engine.Engines;
import io.afluente.model.engine.PictureInputs;
import io.afluente.registry.BackboneArrivals;
import io.afluente.registry.BackboneFolder;
import io.afluente.registry.Signer;
import io.afluente.setting.ClassifySettings;
import io.afluente.setting.LineSettings;
import io.afluente.setting.StreamsSettings;
import io.afluente.stream.client.ClientName;
import io.afluente.stream.fetch.Fetcher;
import io.afluente.stream.join.JoinLimits;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.LogEntryReader;
import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the roles of one process are made from: settings as plain values.
 *
 * @param client configuration of any Kafka client
 * @param topics names of the topics
 * @param network the local idea of the network
 * @param backbone the local file of its backbone; empty where none is named
 * @param checkpoints folder for files of checkpoints
 * @param streams how this process takes part in its groups, and what it looks into
 * @param classify how images are answered
 * @param line how a line of versions is learned
 * @param signer of versions
 * @param join how long images and their labels wait for each other
 * @param tracing what roles tell of their work
 */
public record RoleSettings(
        Map<String, Object> client,
        Topics topics,
        NetworkSpec network,
        Optional<Path> backbone,
        Path checkpoints,
        StreamsSettings streams,
        ClassifySettings classify,
        LineSettings line,
        Signer signer,
        JoinLimits join,
        Tracing tracing) {

    /** The application id of a role, which is the name of its group. */
    public String applicationIdOf(String role) {
        return streams.groups().of(role, network.name());
    }

    /** The configuration of a role's clients, which have its name. */
    public Map<String, Object> clientOf(String role) {
        return ClientName.with(client, role);
    }

    /** What steers learning. */
    public LearnSettings learn() {
        return line.learn();
    }

    /** What answers images; backbones are those that came by the topic of models. */
    public Engine engine() {
        return new BackboneEngine(
                Engines.of(classify.engine(), classify.sliceImages()), backbones()::file);
    }

    /** Computes answers where the same must come out each time. */
    public Engine steadyEngine() {
        return new BackboneEngine(
                Engines.of(classify.steadyEngine(), classify.sliceImages()), backbones()::file);
    }

    /** Backbones as files, beside what Kafka Streams keeps. */
    public BackboneFolder backbones() {
        return new BackboneFolder(streams.state().resolve("backbones"));
    }

    /** Makes files of the backbones on the topic of models. */
    public BackboneArrivals backboneArrivals(Meters meters) {
        return new BackboneArrivals(network.name(), backbones(), meters);
    }

    /** Reads and writes pictures as records, within the limits. */
    public ImageCodec codec() {
        ImageLimits limits = ImageLimits.ofUnpackedBytes(streams.maxUnpackedBytes());
        return new ImageCodec(
                new ImageDecoder(limits),
                streams.maxImageBytes(),
                topics.formats(),
                new Fetcher(streams.fetch(), streams.maxImageBytes()));
    }

    /**
     * Reads what is on the topic of labelled images.
     *
     * @param inputs makes of pictures what is learned from
     */
    public LogEntryReader labeledImages(PictureInputs inputs) {
        return new LogEntryReader(codec(), inputs.form(), network.name(), inputs::of);
    }

    /** The same with all folders inside another, so that nothing is shared and nothing stays. */
    public RoleSettings within(Path folder) {
        return with(
                topics,
                folder.resolve("checkpoints"),
                streams.in(folder.resolve("state")),
                classify,
                line);
    }

    /** The same, but what is learned is steered by other settings. */
    public RoleSettings learning(LearnSettings other) {
        LineSettings learned = new LineSettings(other, line.keepCheckpoints(), line.commitMillis());
        return with(topics, checkpoints, streams, classify, learned);
    }

    /** The same for other topics and another group, answered by the given engine and guarantee. */
    public RoleSettings on(Topics other, String group, String engine, String guarantee) {
        return with(other, checkpoints, streams.as(group), classify.by(engine, guarantee), line);
    }

    /** The same, where classifiers commit early or not. */
    public RoleSettings committing(boolean early) {
        return with(topics, checkpoints, streams, classify.committing(early), line);
    }

    /** The same, where roles tell of their work. */
    public RoleSettings telling(Tracing other) {
        return new RoleSettings(
                client,
                topics,
                network,
                backbone,
                checkpoints,
                streams,
                classify,
                line,
                signer,
                join,
                other);
    }

    /** The configuration of a role that classifies. */
    public AppConfig classifyConfig(String role, Meters meters) {
        return appConfig(
                role, classify.guarantee(), classify.threads(), classify.commitMillis(), meters);
    }

    /** The configuration of a role that is always exactly-once, and has one thread. */
    AppConfig exactlyOnceConfig(String role, int commitMillis, Meters meters) {
        return appConfig(role, "exactly_once_v2", 1, commitMillis, meters);
    }

    private AppConfig appConfig(
            String role, String guarantee, int threads, int commitMillis, Meters meters) {
        return new AppConfig(
                clientOf(role),
                applicationIdOf(role),
                guarantee,
                streams.state().toString(),
                streams.instanceId(),
                threads,
                commitMillis,
                meters);
    }

    private RoleSettings with(
            Topics otherTopics,
            Path otherCheckpoints,
            StreamsSettings otherStreams,
            ClassifySettings classified,
            LineSettings learned) {
        return new RoleSettings(
                client,
                otherTopics,
                network,
                backbone,
                otherCheckpoints,
                otherStreams,
                classified,
                learned,
                signer,
                join,
                tracing);
    }
}
