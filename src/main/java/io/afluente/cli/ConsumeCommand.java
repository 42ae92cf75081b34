package io.afluente.cli;

import io.afluente.stream.Answer;
import io.afluente.stream.AnswerDeserializer;
import io.afluente.stream.BadRecord;
import io.afluente.stream.TopicReader;
import io.afluente.stream.TopicReader.From;
import io.afluente.stream.join.Feedback;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--from-beginning",
            description = "Begin with the oldest prediction. Default: with the next one")
    private boolean fromBeginning;

    @Option(
            names = "--max",
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

    private final AnswerDeserializer answers = new AnswerDeserializer();
    private final Corrections corrections = new Corrections();
    private long shown;

    @Override
    public Integer call() {
        String topic = cluster.topics().predictions();
        cluster.require(topic);
        From from = fromBeginning ? From.BEGINNING : From.NOW;
        try (TopicReader reader = new TopicReader(cluster.client(), topic, from);
                TopicReader feedback = wrong ? feedback() : null) {
            if (!json) {
                out().println(PredictionTable.header(wrong));
            }
            show(reader, feedback);
        }
        return ExitCode.OK;
    }

    private TopicReader feedback() {
        String topic = cluster.topics().feedback();
        cluster.require(topic);
        return new TopicReader(cluster.client(), topic, From.BEGINNING);
    }

    private void show(TopicReader reader, TopicReader feedback) {
        long patience = timeout.map(s -> Duration.ofSeconds(s).toNanos()).orElse(Long.MAX_VALUE);
        long last = System.nanoTime();
        while (!isDone() && System.nanoTime() - last < patience) {
            var records = reader.next();
            if (!records.isEmpty()) {
                last = System.nanoTime();
            }
            records.forEach(this::answered);
            if (feedback != null) {
                feedback.next().forEach(this::labelled);
            }
        }
    }

    private void answered(ConsumerRecord<byte[], byte[]> record) {
        Answer answer = answers.deserialize(record.topic(), record.value());
        if (wrong) {
            corrections.answered(answer).ifPresent(this::show);
        } else if (isWanted(answer)) {
            show(
                    json
                            ? new String(record.value(), StandardCharsets.UTF_8)
                            : PredictionTable.row(answer, colours()));
        }
    }

    // Feedback that is none is the join's to complain of: it goes to its DLQ.
    private void labelled(ConsumerRecord<byte[], byte[]> record) {
        try {
            Feedback said = Feedback.read(record.value());
            said.source()
                    .flatMap(source -> corrections.labelled(source, said.label()))
                    .ifPresent(this::show);
        } catch (BadRecord notToBeUsed) {
            return;
        }
    }

    private void show(Corrections.Wrong mistake) {
        if (isWanted(mistake.answer())) {
            show(json ? PredictionTable.json(mistake) : PredictionTable.row(mistake, colours()));
        }
    }

    private void show(String line) {
        if (!isDone()) {
            out().println(line);
            shown++;
        }
    }

    private boolean isWanted(Answer answer) {
        return belowConfidence.isEmpty()
                || answer.prediction().confidence() < belowConfidence.get();
    }

    // A reader that went away, such as head, must end us too.
    private boolean isDone() {
        return (max.isPresent() && shown >= max.get()) || out().checkError();
    }

    private Ansi colours() {
        return spec.commandLine().getColorScheme().ansi();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
