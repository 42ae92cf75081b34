package io.afluente.operate;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/**
 * KEDA's API as far as k8s/ uses it, written down from its documentation: no library of types for
 * it is published where this build gets its libraries from.
 */
final class Keda {
    private Keda() {}

    /** What both kinds have; read like any other class, not by the reader of known kinds. */
    @JsonDeserialize
    @SuppressWarnings("serial")
    abstract static class Resource implements HasMetadata {
        private static final long serialVersionUID = 1;
        private String apiVersion;
        private ObjectMeta metadata;

        @Override
        public String getApiVersion() {
            return apiVersion;
        }

        @Override
        public void setApiVersion(String apiVersion) {
            this.apiVersion = apiVersion;
        }

        @Override
        public ObjectMeta getMetadata() {
            return metadata;
        }

        @Override
        public void setMetadata(ObjectMeta metadata) {
            this.metadata = metadata;
        }

        /** Known from the class; read and dropped. */
        public void setKind(String kind) {
            if (!kind.equals(getKind())) {
                throw new IllegalArgumentException(kind + " is not " + getKind());
            }
        }
    }

    /** How many replicas a workload gets. */
    @Group("keda.sh")
    @Version("v1alpha1")
    @JsonDeserialize
    @SuppressWarnings("serial")
    static final class ScaledObject extends Resource {
        private static final long serialVersionUID = 1;
        public Scaling spec;
    }

    record Scaling(
            Target scaleTargetRef,
            int minReplicaCount,
            int maxReplicaCount,
            int pollingInterval,
            int cooldownPeriod,
            Advanced advanced,
            List<Trigger> triggers) {}

    record Target(String name) {}

    record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

    record Autoscaler(HorizontalPodAutoscalerBehavior behavior) {}

    record Trigger(String type, KafkaLag metadata, Reference authenticationRef) {}

    record Reference(String name) {}

    /** All values are text there. */
    record KafkaLag(
            String bootstrapServers,
            String consumerGroup,
            String topic,
            String lagThreshold,
            String activationLagThreshold,
            String offsetResetPolicy,
            String tls) {}

    /** What the autoscaler shows to the broker. */
    @Group("keda.sh")
    @Version("v1alpha1")
    @JsonDeserialize
    @SuppressWarnings("serial")
    static final class TriggerAuthentication extends Resource {
        private static final long serialVersionUID = 1;
        public Secrets spec;
    }

    record Secrets(List<SecretKey> secretTargetRef) {}

    record SecretKey(String parameter, String name, String key) {}
}
