/** Options that several commands share, as picocli mixins. */
package io.afluente.cli.option;
