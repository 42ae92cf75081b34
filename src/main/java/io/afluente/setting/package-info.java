/**
 * What can be set, from the command line, the environment and files alike.
 *
 * <p>Each group of settings is one class: {@code define} says name, default, rule and sentence,
 * {@code read} makes plain values of them. A {@link SettingSource} says where a value was given,
 * {@link Settings} finds it, and a {@link Rule} judges it. Whatever is wrong with what somebody
 * gave is a {@link UserException}: one line, and exit code 2.
 *
 * <p>Open {@link ClassifySettings} first, as an example of a group. Imports the rooms below; roles
 * and commands import it.
 */
package io.afluente.setting;
