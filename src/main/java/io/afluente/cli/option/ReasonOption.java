package io.afluente.cli.option;

import io.afluente.registry.Author;
import io.afluente.registry.Decision;
import io.afluente.stream.client.ClientPrincipal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Why somebody changes which version answers: stands on the pointer, and in "models list". */
public final class ReasonOption {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            converter = Sentence.class,
            description = "Why, for those who ask \"models list\" later.")
    private String reason;

    /** Who changes it by this command. */
    public Author author(ClusterOptions cluster, String action) {
        String principal = ClientPrincipal.of(cluster.client()).orElse(null);
        return new Author(action, principal, LocalUser.name(), reason);
    }

    static final class Sentence implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.isBlank()
                    || text.length() > Decision.MAX_REASON
                    || text.chars().anyMatch(Character::isISOControl)) {
                throw new TypeConversionException(
                        "needs a line of 1 to " + Decision.MAX_REASON + " characters");
            }
            return text.strip();
        }
    }
}
