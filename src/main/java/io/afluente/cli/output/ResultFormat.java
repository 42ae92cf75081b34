package io.afluente.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a command's result is for people or for machines: then it is alone on stdout. */
public final class ResultFormat {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--json", description = "Write the result as one JSON object.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public boolean isJson() {
        return json;
    }

    /** Prints a result, as JSON or the way people read it. */
    public void print(Object result, Consumer<PrintWriter> forPeople) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(text(result));
        } else {
            forPeople.accept(out);
        }
    }

    private static String text(Object result) {
        try {
            return JSON.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
