package io.afluente.cli.models;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.AddedLabels;
import io.afluente.setting.UserException;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.topic.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the learner tell more labels apart. */
@Command(
        name = "add-label",
        description = {
            "Have the learner tell one label more apart, while it runs.",
            "An order on the topic of labelled images, and so a part of the log: the learner makes"
                    + " a version that knows the label, and classifiers go on with that. A label"
                    + " that is there already is not added again, and none is ever taken away."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  afluente models add-label --model flowers daisy rose")
final class ModelsAddLabel implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private ModelOptions model;

    @Parameters(
            arity = "1..*",
            paramLabel = "LABEL",
            description = "What it is called; its number is the next.")
    private List<String> labels;

    @Override
    public Integer call() {
        Versions versions = model.versions(cluster);
        NetworkSpec before = versions.latest().network().spec();
        NetworkSpec grown = grown(before);
        send();
        labels.forEach(label -> tell(label, before, grown));
        if (grown.labels().size() > before.labels().size()) {
            spec.commandLine()
                    .getOut()
                    .println(
                            "an order that was sent before, and that the learner has not read yet,"
                                    + " takes its number first");
        }
        return ExitCode.OK;
    }

    /** The number of a label, as far as it is known here. */
    private void tell(String label, NetworkSpec before, NetworkSpec grown) {
        String when =
                before.labels().contains(label) ? "already" : "once the learner has read the order";
        spec.commandLine()
                .getOut()
                .printf(
                        "\"%s\" is label %d of %s %s%n",
                        label, grown.labels().indexOf(label), grown.name(), when);
    }

    /** The network as the learner will make it, to refuse here what it would refuse. */
    private NetworkSpec grown(NetworkSpec latest) {
        NetworkSpec grown = latest;
        try {
            for (String label : labels) {
                grown = grown.labels().contains(label) ? grown : AddedLabels.with(grown, label);
            }
            return grown;
        } catch (BadNetworkException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private void send() {
        Topics topics = cluster.topics();
        String topic = topics.labeledImages();
        cluster.require(topic);
        try (RecordSender sender =
                new RecordSender(cluster.client(), topics.file(topic).maxMessageBytes())) {
            labels.forEach(label -> sender.send(ControlRecords.addLabel(topic, label)));
            sender.flush();
        }
    }
}
