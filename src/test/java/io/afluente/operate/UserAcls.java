package io.afluente.operate;

import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclOperation;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What a {@link KafkaUser} may do, as the ACLs that Strimzi's operator makes of it. */
final class UserAcls {
    private UserAcls() {}

    /** The ACLs of a user, for a principal that is named after its role. */
    static List<AclBinding> of(KafkaUser user, String role) {
        var rights = (KafkaUserAuthorizationSimple) user.getSpec().getAuthorization();
        return rights.getAcls().stream().flatMap(rule -> of(rule, "User:" + role)).toList();
    }

    /** What {@code acl.sh} gives to a role by the names that these variables say. */
    static List<AclBinding> ofTheScript(String role, Map<String, String> variables) {
        return AclLines.bindings(variables).stream()
                .filter(acl -> acl.entry().principal().equals("User:" + role))
                .toList();
    }

    private static Stream<AclBinding> of(AclRule rule, String principal) {
        ResourcePattern pattern = pattern(rule.getResource());
        return rule.getOperations().stream()
                .map(AclOperation::toValue)
                .map(operation -> AclLines.binding(principal, pattern, operation));
    }

    private static ResourcePattern pattern(AclRuleResource resource) {
        if (resource instanceof AclRuleTopicResource topic) {
            return pattern(ResourceType.TOPIC, topic.getName(), topic.getPatternType());
        }
        if (resource instanceof AclRuleGroupResource group) {
            return pattern(ResourceType.GROUP, group.getName(), group.getPatternType());
        }
        var id = (AclRuleTransactionalIdResource) resource;
        return pattern(ResourceType.TRANSACTIONAL_ID, id.getName(), id.getPatternType());
    }

    private static ResourcePattern pattern(
            ResourceType type, String name, AclResourcePatternType pattern) {
        boolean literal = pattern == AclResourcePatternType.LITERAL;
        return new ResourcePattern(
                type, name, literal ? PatternType.LITERAL : PatternType.PREFIXED);
    }
}
