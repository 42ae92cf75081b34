package io.afluente.cli.option;

import io.afluente.stream.record.RecordPosition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the position of a record on the command line, such as {@code images-3-1207}. */
public final class RecordPositionConverter implements ITypeConverter<RecordPosition> {
    private static final Pattern PLACE = Pattern.compile("(.+)-([0-9]{1,9})-([0-9]{1,18})");

    @Override
    public RecordPosition convert(String text) {
        Matcher position = PLACE.matcher(text);
        if (!position.matches()) {
            throw new TypeConversionException(
                    "needs TOPIC-PARTITION-OFFSET, such as images-3-1207, got \"" + text + "\"");
        }
        return new RecordPosition(
                position.group(1),
                Integer.parseInt(position.group(2)),
                Long.parseLong(position.group(3)));
    }
}
