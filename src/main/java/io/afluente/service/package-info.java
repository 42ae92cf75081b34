/**
 * What a process can be: the roles of {@code serve} and {@code demo}, wired by constructors from
 * plain values.
 *
 * <p>A {@link Role} starts, is ready, and ends; {@link ClassifyRole}, {@link LearnRole}, {@link
 * JoinRole}, {@link WebRole} and {@link HttpRole} are the five. {@link RoleSettings} is what they
 * are made from, {@link InitialVersion} where a new line begins, {@link OwnBackbone} the file that
 * it stands behind, {@link Service} a process with several of them and its HTTP port.
 *
 * <p>Open {@link Service} first.
 */
package io.afluente.service;
