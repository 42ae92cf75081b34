package io.afluente.registry;

/**
 * What somebody has signed by a private key, as it stands on the topic of models.
 *
 * @param key id of the key: the first hexadecimal digits of the SHA-256 of the public one
 * @param value the signature, in base64
 */
public record KeySignature(String key, String value) {}
