/** What commands print: tables, lines, progress and JSON, each for a person or for a program. */
package io.afluente.cli.output;
