package io.afluente.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes whole numbers from 1 on the command line. */
public final class AtLeastOne implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1) {
            throw new TypeConversionException(
                    "needs a whole number from 1 to 999999999, got \"" + text + "\"");
        }
        return Integer.valueOf(text);
    }
}
