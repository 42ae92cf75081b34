package io.afluente.cli.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.cli.output.TwoColumns;
import io.afluente.evaluate.UnpairedComparison;
import io.afluente.stream.compare.ChallengeComparison;
import java.io.PrintWriter;

/** What served beside the challenger that answered a share of the keys in its place. */
record ChallengeReport(ChallengeComparison divided) implements CompareReport {
    @Override
    public String name() {
        return "challenge";
    }

    @Override
    public String missing() {
        return divided.comparison().challengerExamples() > 0
                ? ""
                : "no image that %s answered by its share of the keys has a label yet; that takes"
                                .formatted(divided.challenger())
                        + " the role join, and feedback";
    }

    @Override
    public void table(PrintWriter out) {
        UnpairedComparison found = divided.comparison();
        out.println(
                "Each labelled image was answered by one of the two alone, so that there are no"
                        + " pairs: Fisher's exact test.");
        TwoColumns table = new TwoColumns(out);
        table.row("", "SERVED", "CHALLENGER");
        table.row("version", TwoColumns.versions(divided.champions()), divided.challenger());
        table.row(
                "share of the keys",
                TwoColumns.percent(1 - divided.share()),
                TwoColumns.percent(divided.share()));
        table.row(
                "labelled images",
                TwoColumns.count(found.championExamples()),
                TwoColumns.count(found.challengerExamples()));
        table.row(
                "accuracy",
                TwoColumns.percent(found.championAccuracy()),
                TwoColumns.percent(found.challengerAccuracy()));
        table.verdict("the challenger", found.difference(), found.test().different());
    }

    @Override
    public ObjectNode json() {
        UnpairedComparison found = divided.comparison();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("test", "Fisher, exact, unpaired");
        divided.champions().forEach(json.putArray("served")::add);
        json.put("challenger", divided.challenger());
        json.put("challengerShare", divided.share());
        json.put("servedImages", found.championExamples());
        json.put("servedRight", found.championRight());
        json.put("challengerImages", found.challengerExamples());
        json.put("challengerRight", found.challengerRight());
        json.put("servedAccuracy", found.championAccuracy());
        json.put("challengerAccuracy", found.challengerAccuracy());
        json.put("p", found.test().different());
        return json;
    }
}
