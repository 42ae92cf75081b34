/** Training without Kafka: the service's own learner, fed from a data set. */
package io.afluente.train;
