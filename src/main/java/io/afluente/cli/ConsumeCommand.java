package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.models.Share;
import io.afluente.cli.option.AtLeastOne;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.SettingsFile;
import io.afluente.cli.output.Corrections;
import io.afluente.cli.output.PredictionLines;
import io.afluente.stream.client.TopicReader;
import io.afluente.stream.client.TopicReader.From;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.Feedback;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows predictions as they come. */
@Command(
        name = "consume",
        description = "Show predictions as they come, as a table or as JSON lines.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente consume --below-confidence 0.6",
            "  afluente consume --wrong --from-beginning --timeout 5",
            "  afluente consume --from-beginning --max 100 --json"
        })
final class ConsumeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin SettingsFile settings; // where the names of topics may stand

    @Option(
            names = "--from-beginning",
            description = "Begin with the oldest prediction. Default: with the next one")
    private boolean fromBeginning;

    @Option(
            names = {"--max", "--max-messages"},
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "End after N predictions were shown. Default: go on until Ctrl-C")
    private Optional<Integer> max;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = AtLeastOne.class,
            description = "End when no prediction has come for so long.")
    private Optional<Integer> timeout;

    @Option(
            names = "--timeout-ms",
            paramLabel = "MS",
            converter = AtLeastOne.class,
            description = "The same in milliseconds, as Kafka's tools have it.")
    private Optional<Integer> timeoutMs;

    @Option(
            names = "--below-confidence",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "Show only predictions less sure than this, from 0 to 1.")
    private Optional<Double> belowConfidence;

    @Option(
            names = "--wrong",
            description = "Show only predictions that feedback says are wrong, with the truth.")
    private boolean wrong;

    @Option(names = "--json", description = "Write each prediction as it is, a JSON object a line.")
    private boolean json;

    private PredictionCodec predictions;
    private FeedbackCodec labels;
    private final Corrections corrections = new Corrections();

    @Override
    public Integer call() {
        Topics topics = cluster.topics();
        predictions = new PredictionCodec(topics.formats());
        labels = new FeedbackCodec(topics.formats());
        String topic = topics.predictions();
        cluster.require(topic);
        From from = fromBeginning ? From.BEGINNING : From.NOW;
        try (TopicReader reader = new TopicReader(cluster.client(), topic, from);
                TopicReader feedback = wrong ? feedback() : null) {
            PredictionLines lines = lines();
            lines.header(wrong);
            show(reader, feedback, lines);
        }
        return ExitCode.OK;
    }

    private TopicReader feedback() {
        String topic = cluster.topics().feedback();
        cluster.require(topic);
        return new TopicReader(cluster.client(), topic, From.BEGINNING);
    }

    private PredictionLines lines() {
        CommandLine command = spec.commandLine();
        return new PredictionLines(
                command.getOut(),
                command.getColorScheme().ansi(),
                json,
                belowConfidence.orElse(Double.POSITIVE_INFINITY),
                max.orElse(Integer.MAX_VALUE));
    }

    private void show(TopicReader reader, TopicReader feedback, PredictionLines lines) {
        long patience = patience().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        long last = System.nanoTime();
        while (!lines.isDone() && System.nanoTime() - last < patience) {
            var records = reader.next();
            if (!records.isEmpty()) {
                last = System.nanoTime();
            }
            records.forEach(record -> answered(record, lines));
            if (feedback != null) {
                feedback.next().forEach(record -> labelled(record, lines));
            }
        }
    }

    private Optional<Duration> patience() {
        if (timeout.isPresent() && timeoutMs.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--timeout and --timeout-ms say the same: give one of them");
        }
        return timeout.map(Duration::ofSeconds).or(() -> timeoutMs.map(Duration::ofMillis));
    }

    private void answered(ConsumerRecord<byte[], byte[]> record, PredictionLines lines) {
        PredictionRecord answer = predictions.read(record);
        if (wrong) {
            corrections.answered(answer).ifPresent(lines::show);
        } else {
            byte[] json = predictions.json(record, answer);
            lines.show(answer, new String(json, StandardCharsets.UTF_8));
        }
    }

    // Feedback that is none is the join's to complain of: it goes to its DLQ.
    private void labelled(ConsumerRecord<byte[], byte[]> record, PredictionLines lines) {
        try {
            Feedback said = labels.read(record);
            said.source()
                    .flatMap(source -> corrections.labelled(source, said.label()))
                    .ifPresent(lines::show);
        } catch (BadRecordException notToBeUsed) {
            return;
        }
    }
}
