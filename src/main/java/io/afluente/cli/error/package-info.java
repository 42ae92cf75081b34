/** What went wrong, in the user's words: one class for each kind of it, and the exit codes. */
package io.afluente.cli.error;
