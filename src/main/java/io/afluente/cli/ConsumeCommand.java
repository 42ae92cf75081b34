package io.afluente.cli;

import io.afluente.stream.Answer;
import io.afluente.stream.AnswerDeserializer;
import io.afluente.stream.TopicReader;
import io.afluente.stream.TopicReader.From;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
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
            description = "Show only predictions less sure than this, from 0 to 1.")
    private Optional<Double> belowConfidence;

    @Option(names = "--json", description = "Write each prediction as it is, a JSON object a line.")
    private boolean json;

    private final AnswerDeserializer answers = new AnswerDeserializer();
    private long shown;

    @Override
    public Integer call() {
        String topic = cluster.topics().predictions();
        cluster.require(topic);
        From from = fromBeginning ? From.BEGINNING : From.NOW;
        try (TopicReader reader = new TopicReader(cluster.client(), topic, from)) {
            if (!json) {
                out().println(PredictionTable.HEADER);
            }
            show(reader);
        }
        return ExitCode.OK;
    }

    private void show(TopicReader reader) {
        long patience = timeout.map(s -> Duration.ofSeconds(s).toNanos()).orElse(Long.MAX_VALUE);
        long last = System.nanoTime();
        while (!isDone() && System.nanoTime() - last < patience) {
            var records = reader.next();
            if (!records.isEmpty()) {
                last = System.nanoTime();
            }
            records.forEach(this::show);
        }
    }

    private void show(ConsumerRecord<byte[], byte[]> record) {
        Answer answer = answers.deserialize(record.topic(), record.value());
        if (isDone() || !isWanted(answer)) {
            return;
        }
        out().println(
                        json
                                ? new String(record.value(), StandardCharsets.UTF_8)
                                : PredictionTable.row(
                                        answer, spec.commandLine().getColorScheme().ansi()));
        shown++;
    }

    private boolean isWanted(Answer answer) {
        return belowConfidence.isEmpty()
                || answer.prediction().confidence() < belowConfidence.get();
    }

    // A reader that went away, such as head, must end us too.
    private boolean isDone() {
        return (max.isPresent() && shown >= max.get()) || out().checkError();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
