package io.afluente.cli.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.cli.output.TwoColumns;
import io.afluente.evaluate.PairedComparison;
import io.afluente.stream.compare.ShadowComparison;
import java.io.PrintWriter;
import java.util.Locale;

/** What served beside what answered the same images in its shadow. */
record ShadowReport(ShadowComparison both) implements CompareReport {
    @Override
    public String name() {
        return "shadow";
    }

    @Override
    public String missing() {
        return both.comparison().examples() > 0
                ? ""
                : "no image has a label, an answer and an answer of the shadow yet; that takes"
                        + " the roles join and shadow, and feedback";
    }

    @Override
    public void table(PrintWriter out) {
        PairedComparison found = both.comparison();
        out.printf(
                Locale.ROOT,
                "Both answered the same %,d labelled images, so that each is a pair of answers:"
                        + " McNemar's test (mid-p).%n",
                found.examples());
        TwoColumns table = new TwoColumns(out);
        table.row("", "SERVED", "SHADOW");
        table.row(
                "version",
                TwoColumns.versions(both.champions()),
                TwoColumns.versions(both.challengers()));
        table.row(
                "accuracy",
                TwoColumns.percent(found.championAccuracy()),
                TwoColumns.percent(found.challengerAccuracy()));
        table.row(
                "only it was right",
                TwoColumns.count(found.onlyChampion()),
                TwoColumns.count(found.onlyChallenger()));
        table.row("both right", TwoColumns.count(found.bothRight()), "");
        table.row("both wrong", TwoColumns.count(found.bothWrong()), "");
        table.verdict("the shadow", found.difference(), found.test().different());
    }

    @Override
    public ObjectNode json() {
        PairedComparison found = both.comparison();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("test", "McNemar, mid-p, paired");
        both.champions().forEach(json.putArray("served")::add);
        both.challengers().forEach(json.putArray("shadow")::add);
        json.put("images", found.examples());
        json.put("bothRight", found.bothRight());
        json.put("onlyServedRight", found.onlyChampion());
        json.put("onlyShadowRight", found.onlyChallenger());
        json.put("bothWrong", found.bothWrong());
        json.put("servedAccuracy", found.championAccuracy());
        json.put("shadowAccuracy", found.challengerAccuracy());
        json.put("p", found.test().different());
        return json;
    }
}
