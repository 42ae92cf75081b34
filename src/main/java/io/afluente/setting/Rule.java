package io.afluente.setting;

import io.afluente.image.EnumNames;
import java.net.URI;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a setting's value must be, as a check and as words. A setting that has no value passes.
 *
 * @param words finish the sentence "the value ..."
 * @param choices all values there are, or none where they can't be listed
 */
public record Rule(String words, List<String> choices, Predicate<Object> check)
        implements Validator {
    private static final String NAMED_NUMBER = "[a-z-]+=[0-9]+([.][0-9]+)?([eE]-?[0-9]+)?";
    private static final String NAMED_NUMBERS =
            "(NUMBER(,NUMBER)*)?".replace("NUMBER", NAMED_NUMBER);

    private Rule(String words, Predicate<Object> check) {
        this(words, List.of(), check);
    }

    /**
     * A place that HTTP reaches, which names no user.
     *
     * @param otherwise what is told of any other text; never the text, which may hold a password
     */
    static URI httpAddress(String url, String otherwise) {
        try {
            URI address = URI.create(url.strip());
            boolean http = List.of("http", "https").contains(String.valueOf(address.getScheme()));
            if (http && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException notEvenOne) {
            // told below
        }
        throw new UserException(otherwise);
    }

    static Rule any() {
        return new Rule("may be anything", value -> true);
    }

    static Rule between(long least, long most) {
        return number("from " + least + " to " + most, n -> n >= least && n <= most);
    }

    /** More than 0, and no more than given. */
    static Rule aboveZeroTo(double most) {
        return number("above 0 and at most " + most, n -> n > 0 && n <= most);
    }

    /** No less than 0, and no more than given. */
    static Rule fromZeroTo(double most) {
        return number("from 0 to " + most, n -> n >= 0 && n <= most);
    }

    private static Rule number(String words, DoublePredicate check) {
        return new Rule("must be " + words, value -> check.test(((Number) value).doubleValue()));
    }

    static Rule oneOf(String... words) {
        return oneOf(List.of(words));
    }

    static Rule oneOf(List<String> words) {
        return new Rule("must be " + String.join(" or ", words), words, words::contains);
    }

    static Rule oneOf(Enum<?>... constants) {
        return oneOf(Stream.of(constants).map(EnumNames::of).toList());
    }

    /** Numbers by name, none or several. */
    static Rule namedNumbers() {
        return new Rule(
                "must be name=number, with commas between several",
                value -> value.toString().matches(NAMED_NUMBERS));
    }

    /** What the names of topics may start with. */
    static Rule prefix() {
        return new Rule(
                "must be up to 100 letters, digits, dots, underscores and dashes",
                value -> value.toString().matches("[A-Za-z0-9._-]{0,100}"));
    }

    /**
     * Names on the cluster for what we call by names of our own.
     *
     * @param what is named, such as TOPIC
     * @param ours all that can be given a name
     */
    static Rule named(String what, List<String> ours, ClusterName kind) {
        return new Rule(
                "must be NAME=%s, with commas between several; NAME is each of %s once at most; %s is %s"
                        .formatted(what, String.join(", ", ours), what, kind.words()),
                value -> NamedValues.are((List<?>) value, ours, kind));
    }

    /** Words by name. */
    static Rule pairs(List<String> names, List<String> words) {
        return new Rule(
                "must be NAME=WORD, with commas between several; NAME is each of %s once at most; WORD is one of %s"
                        .formatted(String.join(", ", names), String.join(", ", words)),
                value -> NamedValues.are((List<?>) value, names, words::contains));
    }

    /** A word that may be part of names on the cluster. */
    static Rule name() {
        return new Rule(
                "must be 1 to 64 lower-case letters, digits, dots and dashes",
                value -> value.toString().matches("[a-z0-9][a-z0-9.-]{0,63}"));
    }

    /** What Kafka takes as a member's name, short enough for a thread's number behind it. */
    static Rule memberName() {
        return new Rule(
                "must be up to 200 letters, digits, dots, underscores and dashes",
                value -> value.toString().matches("[A-Za-z0-9._-]{0,200}"));
    }

    /** Names of headers, none or several, of which each may end with an asterisk. */
    static Rule headerNames() {
        return new Rule(
                "must be names of headers, with commas between; a name may end with *",
                value ->
                        ((List<?>) value)
                                .stream()
                                        .allMatch(
                                                name ->
                                                        name.toString().matches("[!-~&&[^*,]]*[*]?")
                                                                && !name.toString().isEmpty()));
    }

    /** Several texts, of which each must hold. */
    static Rule each(String words, Predicate<String> check) {
        return new Rule(
                words + ", with commas between several",
                value -> ((List<?>) value).stream().map(Object::toString).allMatch(check));
    }

    static Rule notEmpty() {
        return new Rule("must not be empty", value -> !value.toString().isBlank());
    }

    @Override
    public void ensureValid(String name, Object value) {
        if (value != null && !check.test(value)) {
            throw new ConfigException(name, value, words);
        }
    }
}
