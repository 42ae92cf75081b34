/**
 * The front door: one class for each command, and nothing that a command's class does not need.
 *
 * <p>{@link Main} sets the process up, {@link Afluente} is the list of commands, {@link
 * ErrorHandler} turns whatever goes wrong into one line and an exit code. Options that commands
 * share are in {@code cli.option}, settings in {@code cli.setting}, words and tables in {@code
 * cli.output} and {@code cli.error}; {@code models} has a room of its own.
 *
 * <p>Imports every room; nothing imports it. Only this room knows picocli.
 */
package io.afluente.cli;
