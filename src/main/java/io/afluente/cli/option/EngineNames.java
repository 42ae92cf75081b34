package io.afluente.cli.option;

import io.afluente.model.engine.Engines;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the name of an engine on the command line, and says which there are. */
public final class EngineNames implements Iterable<String>, ITypeConverter<String> {
    @Override
    public Iterator<String> iterator() {
        return Engines.names().iterator();
    }

    @Override
    public String convert(String text) {
        if (!Engines.names().contains(text)) {
            throw new TypeConversionException(
                    "must be %s, got \"%s\"".formatted(String.join(" or ", Engines.names()), text));
        }
        return text;
    }
}
