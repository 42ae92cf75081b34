package io.afluente.cli.role;

import io.afluente.learn.LearnSettings;

/**
 * How a line of versions is learned.
 *
 * @param learn what steers learning
 * @param keepCheckpoints how many stay on the topic of models
 * @param commitMillis from one commit of what was learned to the next
 */
public record LineSettings(LearnSettings learn, int keepCheckpoints, int commitMillis) {}
