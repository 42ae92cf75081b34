/** The broker that the demo and the bench bring along: a real one, of one node, in this process. */
package io.afluente.cli.broker;
