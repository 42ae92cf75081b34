/** What a process can be: the roles of {@code serve} and {@code demo}, wired by constructors. */
package io.afluente.cli.role;
