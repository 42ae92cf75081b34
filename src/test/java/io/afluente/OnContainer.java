package io.afluente;

import io.afluente.operate.NeedsDocker;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test whose {@link TestCluster} is a broker in a container, whatever the others run on. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@NeedsDocker
@interface OnContainer {}
