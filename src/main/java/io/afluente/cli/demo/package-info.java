/** The main job in one process: a broker, both roles, MNIST as a stream, and a ledger of it all. */
package io.afluente.cli.demo;
