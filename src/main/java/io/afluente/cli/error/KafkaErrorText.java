package io.afluente.cli.error;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says in a line what Kafka's exceptions mean for somebody at the command line. */
public final class KafkaErrorText {
    private static final String CAN_NOT_BE_SET_UP =
            "the client for Kafka at %s can't be set up; check that address and --config (%s)";

    private KafkaErrorText() {}

    /** The line; empty for what only a fault in Afluente explains. */
    public static Optional<String> tell(KafkaException e, String address) {
        Throwable trouble = e;
        while (trouble != null) {
            Optional<String> told = tellOne(trouble, address);
            if (told.isPresent()) {
                return told;
            }
            trouble = trouble.getCause();
        }
        return setUp(e).map(why -> CAN_NOT_BE_SET_UP.formatted(address, why));
    }

    /** Why a client could not even be made, such as of a login that its file leaves out. */
    private static Optional<String> setUp(KafkaException e) {
        if (e.getCause() == null
                || !String.valueOf(e.getMessage()).matches("Failed to (create new|construct) .*")) {
            return Optional.empty();
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Optional.of(String.valueOf(root.getMessage()));
    }

    private static Optional<String> tellOne(Throwable e, String address) {
        String told = null;
        if (e instanceof SerializationException) {
            return Optional.of(e.getMessage());
        }
        if (e instanceof TimeoutException) {
            told =
                    "no answer from Kafka at %s; is it running there, and does --config match its"
                            + " security settings? (%s)";
        } else if (e instanceof AuthenticationException) {
            told = "Kafka at %s refused the login; check the credentials in --config (%s)";
        } else if (e instanceof AuthorizationException refused) {
            String missing = missing(refused);
            told = "Kafka at %s doesn't allow that; this user lacks an ACL" + missing + " (%s)";
        } else if (e instanceof UnknownTopicOrPartitionException) {
            told = "a topic is missing at %s; \"afluente topics create\" makes it (%s)";
        } else if (e instanceof InvalidTopicException) {
            told = "Kafka at %s takes no topic of such a name (%s)";
        } else if (e instanceof InvalidReplicationFactorException) {
            told = "Kafka at %s can't have so many replicas; see --replication-factor (%s)";
        } else if (e instanceof RecordTooLargeException) {
            told = "Kafka at %s takes no record of that size; see max.message.bytes (%s)";
        } else if (e instanceof ConfigException) {
            told = CAN_NOT_BE_SET_UP;
        }
        return Optional.ofNullable(told).map(line -> line.formatted(address, e.getMessage()));
    }

    private static String missing(AuthorizationException e) {
        if (e instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return " to read or write " + String.join(", ", topics.unauthorizedTopics());
        }
        if (e instanceof GroupAuthorizationException group) {
            return " to Read group " + group.groupId();
        }
        return e instanceof TransactionalIdAuthorizationException
                ? " to Write with its transactional ids"
                : "";
    }
}
