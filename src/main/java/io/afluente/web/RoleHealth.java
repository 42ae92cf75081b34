package io.afluente.web;

import java.util.function.BooleanSupplier;

/**
 * What a role of this process says of its health when somebody asks. Answers at once and never
 * talks to the broker.
 *
 * @param role such as classify
 * @param alive false once it can't do its work any more and the process should be started anew
 * @param ready whether it does its work right now
 */
public record RoleHealth(String role, BooleanSupplier alive, BooleanSupplier ready) {}
