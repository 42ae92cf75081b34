package io.afluente.cli.models;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes numbers from 0 to 1 on the command line. */
public final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        if (!text.matches("0|1|[01]?\\.\\d{1,9}") || Double.parseDouble(text) > 1) {
            throw new TypeConversionException(
                    "needs a number from 0 to 1, such as 0.6, got \"" + text + "\"");
        }
        return Double.valueOf(text);
    }
}
