/** Picture files as records: which files, how they are read, what became of each. */
package io.afluente.produce;
