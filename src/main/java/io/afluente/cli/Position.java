package io.afluente.cli;

import io.afluente.stream.Source;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the place of a record on the command line, such as {@code images-3-1207}. */
final class Position implements ITypeConverter<Source> {
    private static final Pattern PLACE = Pattern.compile("(.+)-([0-9]{1,9})-([0-9]{1,18})");

    @Override
    public Source convert(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            throw new TypeConversionException(
                    "needs TOPIC-PARTITION-OFFSET, such as images-3-1207, got \"" + text + "\"");
        }
        return new Source(
                place.group(1), Integer.parseInt(place.group(2)), Long.parseLong(place.group(3)));
    }
}
