/**
 * The page: books of what flows through the topics, kept by one reader, and what a browser may ask
 * and do. It knows topics alone, so the roles may run anywhere.
 */
package io.afluente.web.page;
