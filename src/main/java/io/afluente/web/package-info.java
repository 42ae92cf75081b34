/**
 * Looking at it: the page, server-sent events, metrics and health. Reads and writes topics only.
 *
 * <p>Imports {@code stream} and the rooms below. Only this room knows the HTTP server and
 * Micrometer.
 */
package io.afluente.web;
