/** A data set as an event stream: in which order, how often, how fast. */
package io.afluente.replay;
