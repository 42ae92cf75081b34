package io.afluente.setting;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.afluente.stream.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What roles read as. A group's name is the application id of Kafka Streams too: the names of
 * transactions and of internal topics begin with it.
 *
 * @param applicationId what the names start with of all groups that were given no other
 * @param given names of groups, by their roles
 */
public record GroupNames(String applicationId, Map<String, String> given) {
    private static final String GROUP = "group";
    private static final List<String> ROLES = List.of("classify", "learn", "join", "shadow");

    public GroupNames {
        given = Map.copyOf(given);
    }

    static void define(SettingList settings) {
        settings.text("application-id", "afluente", Rule.name())
                .means("Start of all application ids, after the prefix of the topics.");
        settings.text("id-prefix", "topics", Rule.oneOf("topics", "none"))
                .means(
                        "Whether application ids begin with the topics' prefix; those of 0.1.0 did not.");
        settings.list(GROUP, List.of(), Rule.named("GROUP", ROLES, ClusterName.GROUP))
                .means(
                        "What the group of a role is called, such as"
                                + " classify=vision.line3.readers; repeatable.");
    }

    static GroupNames read(Settings settings, Topics topics) {
        // services behind another prefix have other groups, transactions and internal topics
        String prefix = arePrefixed(settings) ? topics.prefix() : "";
        GroupNames groups =
                new GroupNames(prefix + settings.text("application-id"), settings.pairs(GROUP));
        groups.refuseSame(ModelSettings.read(settings).name());
        return groups;
    }

    /** Whether application ids begin with the topics' prefix. */
    static boolean arePrefixed(Settings settings) {
        return settings.text("id-prefix").equals("topics");
    }

    /** The group of a role; contains the model's name, so that models don't mix. */
    public String of(String role, String model) {
        return given.getOrDefault(role, applicationId + "-" + role + "-" + model);
    }

    /** Whether the group of a role was given a name, so that its id has no prefix. */
    public boolean isGiven(String role) {
        return given.containsKey(role);
    }

    private void refuseSame(String model) {
        Map<String, String> taken = new HashMap<>();
        ROLES.stream()
                .collect(toMap(identity(), role -> of(role, model)))
                .forEach(
                        (role, group) -> {
                            String other = taken.put(group, role);
                            if (other != null) {
                                throw new UserException(
                                        "%s: %s and %s must be two groups, and both are named %s"
                                                .formatted(GROUP, other, role, group));
                            }
                        });
    }
}
